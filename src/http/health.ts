import type { FastifyInstance } from 'fastify';
import type { EvidenceStore } from '../graphql/evidence-store.ts';

/** Longest wait for the store before it counts as not ready, in milliseconds. */
const pingTimeout = 3000;

/** Whether the server is to be sent requests: not before what it is asked first is prepared, nor once it is to stop. */
export type Readiness = 'starting' | 'ready' | 'stopping';

/**
 * `/health/live`: the process answers. `/health/ready`: so does the store, and the server neither starts nor stops.
 * Requests are taken all the same.
 */
export function health(
  server: FastifyInstance,
  store: EvidenceStore,
  readiness: () => Readiness = () => 'ready',
): void {
  const { engine } = store.description;
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_, reply) => {
    const status = readiness();
    if (status === 'stopping') return reply.code(503).send({ status, store: engine });
    const timedOut = new Promise<never>((_resolve, reject) =>
      setTimeout(() => reject(new Error('late')), pingTimeout).unref(),
    );
    try {
      await Promise.race([store.ping(), timedOut]);
    } catch {
      return reply.code(503).send({ status: 'unavailable', store: engine, code: 'DATABASE_UNAVAILABLE' });
    }
    return reply.code(status === 'ready' ? 200 : 503).send({ status, store: engine });
  });
}
