import type { FastifyInstance } from 'fastify';
import type { EvidenceStore } from '../graphql/evidence-store.ts';

/** Longest wait for the store before it counts as not ready, in milliseconds. */
const pingTimeout = 3000;

/** Whether the server has begun to serve for good, see {@link health}. */
export type IsPrepared = () => boolean;

/**
 * `/health/live`: the process answers. `/health/ready`: so does the store, and what it is asked first is prepared.
 * Requests are taken all the same.
 */
export function health(server: FastifyInstance, store: EvidenceStore, isPrepared: IsPrepared = () => true): void {
  const { engine } = store.description;
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_, reply) => {
    const late = new Promise<never>((_resolve, reject) =>
      setTimeout(() => reject(new Error('late')), pingTimeout).unref(),
    );
    try {
      await Promise.race([store.ping(), late]);
    } catch {
      return reply.code(503).send({ status: 'unavailable', store: engine, code: 'DATABASE_UNAVAILABLE' });
    }
    if (!isPrepared()) return reply.code(503).send({ status: 'starting', store: engine });
    return { status: 'ready', store: engine };
  });
}
