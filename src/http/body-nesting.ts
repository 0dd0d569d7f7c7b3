import type { FastifyInstance } from 'fastify';
import { assertVariablesWithin } from '../graphql/plan/variable-limits.ts';
import { exceededLimit } from '../support/exceeded-limit.ts';
import { isRecord } from '../support/is-record.ts';
import { endpoint } from './graphql-endpoint/graphql-endpoint.ts';
import { refuseBody, refuseWith } from './json-errors.ts';

/** Deepest nesting of objects and lists in a body, its variables apart, which have limits of their own. */
const deepest = 32;

/** Refuses bodies for GraphQL that nest too deep, before others write them as JSON again, which takes a stack as deep. */
export function bodyNesting(server: FastifyInstance): void {
  server.addHook('preHandler', async ({ body, routeOptions }, reply) => {
    if (routeOptions.url !== endpoint) return undefined;
    const { variables, ...others } = isRecord(body) ? body : { body };
    if (exceededLimit(others, { depth: deepest, values: Infinity }))
      return refuseBody(reply, `A body may nest ${deepest} levels of objects and lists at most; this nests more.`);
    try {
      assertVariablesWithin(variables);
      return undefined;
    } catch (error) {
      return refuseWith(reply.header('cache-control', 'no-store'), error);
    }
  });
}
