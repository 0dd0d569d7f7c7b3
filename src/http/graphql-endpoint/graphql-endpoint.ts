import type { FastifyInstance } from 'fastify';
import type { Answerer } from './answerer.ts';

/** Where GraphQL is asked. */
export const endpoint = '/graphql';

/**
 * The one door for an operation: the first that can answers. Whatever none of them can is for Apollo Server, whose handler
 * comes behind (decision 0023).
 */
export function graphqlEndpoint(server: FastifyInstance, answerers: readonly Answerer[]): void {
  server.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.url !== endpoint) return undefined;
    for (const answerer of answerers) {
      const answer = await answerer.answer(request, reply);
      if (answer)
        return reply
          .code(answer.status ?? 200)
          .headers(answer.headers)
          .send(answer.body);
    }
    return undefined;
  });
}
