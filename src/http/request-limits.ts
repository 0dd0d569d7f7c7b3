import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endpoint } from './graphql-endpoint/graphql-endpoint.ts';
import type { Clients } from './queue/clients.ts';

const minute = 60_000;
/** Credentials that are refused from one address within a minute before their senders are told to slow down. */
const mostFailed = 20;

/** Counts a refused credential; answers with the seconds to wait where there were too many of that address. */
export type CountFailed = (request: FastifyRequest) => Promise<number | undefined>;

/** What a client may do within a minute; must be awaited before hooks that need it are added. */
export async function countFailedCredentials(server: FastifyInstance, clients: Clients): Promise<CountFailed> {
  await server.register(rateLimit, { global: false });
  const count = server.createRateLimit({
    max: mostFailed,
    timeWindow: minute,
    keyGenerator: (request) => clients.addressOf(request),
  });
  return async (request) => {
    const counted = await count(request);
    return !counted.isAllowed && counted.isExceeded ? counted.ttlInSeconds : undefined;
  };
}

/** Refuses requests for GraphQL beyond `max` of one client within a minute; must come after authentication. */
export function limitRequests(server: FastifyInstance, clients: Clients, max: number): void {
  const limit = server.rateLimit({ max, timeWindow: minute, keyGenerator: (request) => clients.of(request) });
  server.addHook('onRequest', async function limitRequest(request, reply) {
    if (request.routeOptions.url === endpoint) await limit.call(this, request, reply);
  });
}
