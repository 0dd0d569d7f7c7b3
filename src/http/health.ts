import type { FastifyInstance } from 'fastify';
import type { EvidenceStore } from '../graphql/evidence-store.ts';

/** Longest wait for the store before it counts as not ready, in milliseconds. */
const patience = 3000;

/** `/health/live`: the process answers. `/health/ready`: so does the store. */
export function health(server: FastifyInstance, store: EvidenceStore): void {
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_, reply) => {
    const late = new Promise<never>((_resolve, reject) =>
      setTimeout(() => reject(new Error('late')), patience).unref(),
    );
    try {
      await Promise.race([store.ping(), late]);
      return { status: 'ready', store: store.description.engine };
    } catch {
      return reply
        .code(503)
        .send({ status: 'unavailable', store: store.description.engine, code: 'DATABASE_UNAVAILABLE' });
    }
  });
}
