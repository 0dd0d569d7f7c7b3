import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isNamedIn } from '../../graphql/entity-tag.ts';
import { perRequest, type PerRequest } from '../per-request.ts';
import type { Answerer, EndpointAnswer } from './answerer.ts';
import type { RequestContexts } from './request-contexts.ts';
import type { KeptResponse, ResponseCache } from './response-cache.ts';

/**
 * Answers a request that was answered before with the same bytes, as long as nothing was written. Kept is what was read from
 * the graph without an error; whoever gives a name gets an answer of their own.
 */
export class ReplayedAnswers implements Answerer {
  readonly #cache: ResponseCache;
  readonly #keys: PerRequest<string>;

  constructor(server: FastifyInstance, cache: ResponseCache, contexts: RequestContexts) {
    this.#cache = cache;
    this.#keys = perRequest(server, 'key of a kept response');
    server.addHook('onSend', async (request, reply, payload) => {
      const [key, version] = [this.#keys.get(request), contexts.notesOf(request).graphVersion];
      if (key !== undefined && version !== undefined && reply.statusCode === 200 && typeof payload === 'string')
        cache.keep(key, { headers: headersOf(reply), body: payload, graphVersion: version });
      return payload;
    });
  }

  async answer(request: FastifyRequest): Promise<EndpointAnswer | undefined> {
    if (request.headers.authorization !== undefined) return undefined;
    const key = keyOf(request);
    const kept = await this.#cache.get(key);
    if (kept) return again(request, kept);
    this.#keys.set(request, key);
    return undefined;
  }
}

function again(request: FastifyRequest, { headers, body }: KeptResponse): EndpointAnswer {
  const { etag, 'cache-control': cacheControl = '' } = headers;
  if (etag !== undefined && isNamedIn(request.headers['if-none-match'], etag))
    return { status: 304, headers: { etag, 'cache-control': cacheControl }, body: '' };
  return { headers, body };
}

/** What decides on a response besides address and body: Apollo Server looks at these headers and at no other. */
const decisiveHeaders = [
  'content-type',
  'accept',
  'accept-encoding',
  'apollo-require-preflight',
  'x-apollo-operation-name',
];

const keyOf = ({ method, url, body, headers }: FastifyRequest): string =>
  JSON.stringify([method, url, body ?? null, ...decisiveHeaders.map((name) => headers[name] ?? null)]);

const keptHeaders = ['content-type', 'cache-control', 'etag'];

/** The headers of a response that another response to such a request needs too. */
function headersOf(reply: FastifyReply): Record<string, string> {
  const kept = keptHeaders.map((name) => [name, reply.getHeader(name)] as const);
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}
