import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isNamedIn } from '../graphql/entity-tag.ts';
import type { ReadVersion } from '../graphql/request-context.ts';
import type { KeptResponse, ResponseCache } from './response-cache.ts';

/** What decides on a response besides address and body: Apollo Server looks at these headers and at no other. */
const decisiveHeaders = [
  'content-type',
  'accept',
  'accept-encoding',
  'apollo-require-preflight',
  'x-apollo-operation-name',
];

const keptHeaders = ['content-type', 'cache-control', 'etag'];

/** Where a request's answer notes the version of the graph that it was read at. */
export type Versions = WeakMap<FastifyRequest, ReadVersion>;

/**
 * Answers a request that was answered before with the same bytes, before GraphQL is asked, as long as nothing was written.
 * Kept is what was read from the graph without an error; whoever gives a name gets an answer of their own.
 */
export function repeatedRequests(server: FastifyInstance, cache: ResponseCache, versions: Versions): void {
  const asked = new WeakMap<FastifyRequest, string>();
  server.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.url !== '/graphql' || request.headers.authorization !== undefined) return undefined;
    const key = keyOf(request);
    const known = await cache.get(key);
    if (known) return again(request, reply, known);
    asked.set(request, key);
    return undefined;
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const [key, version] = [asked.get(request), versions.get(request)?.graphVersion];
    if (key !== undefined && version !== undefined && reply.statusCode === 200 && typeof payload === 'string')
      cache.keep(key, { headers: headersOf(reply), body: payload, graphVersion: version });
    return payload;
  });
}

const keyOf = ({ method, url, headers, body }: FastifyRequest) =>
  JSON.stringify([method, url, body ?? null, ...decisiveHeaders.map((name) => headers[name] ?? null)]);

function headersOf(reply: FastifyReply): Record<string, string> {
  const given = keptHeaders.map((name) => [name, reply.getHeader(name)] as const);
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

function again(request: FastifyRequest, reply: FastifyReply, { headers, body }: KeptResponse) {
  const { etag, 'cache-control': cacheControl = '' } = headers;
  if (etag !== undefined && isNamedIn(request.headers['if-none-match'], etag))
    return reply.code(304).headers({ etag, 'cache-control': cacheControl }).send('');
  return reply.headers(headers).send(body);
}
