import type { FastifyReply, FastifyRequest } from 'fastify';

/** What decides on a response besides address and body: Apollo Server looks at these headers and at no other. */
const decisiveHeaders = [
  'content-type',
  'accept',
  'accept-encoding',
  'apollo-require-preflight',
  'x-apollo-operation-name',
];

const keptHeaders = ['content-type', 'cache-control', 'etag'];

/** Equal for requests that are answered alike, as far as `asked` goes. */
export const requestKey = ({ method, url, headers }: FastifyRequest, asked: unknown): string =>
  JSON.stringify([method, url, asked, ...decisiveHeaders.map((name) => headers[name] ?? null)]);

/** The headers of a response that another response to such a request needs too. */
export function headersOf(reply: FastifyReply): Record<string, string> {
  const given = keptHeaders.map((name) => [name, reply.getHeader(name)] as const);
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}
