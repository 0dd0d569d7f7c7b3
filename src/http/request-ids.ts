import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Made here: one that a stranger chose could be that of another request. */
export const newRequestId = (): string => randomUUID();

/** Tells whoever asked the id under which the log speaks of the request. */
export function requestIds(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ id }, reply) => void reply.header('x-request-id', id));
}
