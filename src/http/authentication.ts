import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticate } from '../access/authenticator.ts';
import { DomainError } from '../domain/errors.ts';
import { anonymous, type Principal } from '../access/principal.ts';
import { endpoint } from './graphql-endpoint/graphql-endpoint.ts';
import { refuseTooMany, refuseWith } from './json-errors.ts';
import { perRequest } from './per-request.ts';
import type { CountFailed } from './request-limits.ts';

/** Tells who asks, once the request has passed. */
export type PrincipalOf = (request: FastifyRequest) => Principal;

/**
 * Checks the credential of each request for GraphQL before its body is read. A bad one is refused even where nobody needs
 * one: whoever sends it believes to be somebody. A good one is taken however many bad ones came from the same address.
 */
export function authentication(
  server: FastifyInstance,
  authenticate: Authenticate,
  countFailed: CountFailed,
): PrincipalOf {
  const principals = perRequest<Principal>(server, 'principal');
  server.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url !== endpoint) return undefined;
    try {
      principals.set(request, await authenticate(authorizationsOf(request)));
      return undefined;
    } catch (error) {
      // Neither the credential nor why it failed, which could tell of it.
      const code = error instanceof DomainError ? error.code : undefined;
      request.log.warn({ code, address: request.ip }, 'A credential was refused.');
      reply.header('cache-control', 'no-store');
      const seconds = code === 'UNAUTHENTICATED' ? await countFailed(request) : undefined;
      return seconds === undefined ? refuseWith(reply, error) : refuseTooMany(reply, seconds);
    }
  });
  return (request) => principals.get(request) ?? anonymous;
}

/** All of them as they came: Node's own headers keep the first and drop the others. */
const authorizationsOf = ({ raw: { rawHeaders } }: FastifyRequest) =>
  rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'authorization');
