import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isNamedIn } from '../graphql/entity-tag.ts';
import { headersOf, requestKey } from './decisive-headers.ts';
import { perRequest } from './per-request.ts';
import type { RequestContexts } from './request-contexts.ts';
import type { KeptResponse, ResponseCache } from './response-cache.ts';

/**
 * Answers a request that was answered before with the same bytes, before GraphQL is asked, as long as nothing was written.
 * Kept is what was read from the graph without an error; whoever gives a name gets an answer of their own.
 */
export function repeatedRequests(server: FastifyInstance, cache: ResponseCache, contexts: RequestContexts): void {
  const asked = perRequest<string>(server, 'asked of kept responses');
  server.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.url !== '/graphql' || request.headers.authorization !== undefined) return undefined;
    const key = requestKey(request, request.body ?? null);
    const known = await cache.get(key);
    if (known) return again(request, reply, known);
    asked.set(request, key);
    return undefined;
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const [key, version] = [asked.get(request), contexts.finished(request).graphVersion];
    if (key !== undefined && version !== undefined && reply.statusCode === 200 && typeof payload === 'string')
      cache.keep(key, { headers: headersOf(reply), body: payload, graphVersion: version });
    return payload;
  });
}

function again(request: FastifyRequest, reply: FastifyReply, { headers, body }: KeptResponse) {
  const { etag, 'cache-control': cacheControl = '' } = headers;
  if (etag !== undefined && isNamedIn(request.headers['if-none-match'], etag))
    return reply.code(304).headers({ etag, 'cache-control': cacheControl }).send('');
  return reply.headers(headers).send(body);
}
