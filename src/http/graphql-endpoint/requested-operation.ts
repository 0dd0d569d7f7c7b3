import type { FastifyRequest } from 'fastify';
import type { RequestedOperation } from '../../graphql/persisted/assert-accepted.ts';

/** What a request asks for, read as Apollo Server reads it: any other reading could let a text slip by. */
export function requestedOperation({ method, body, url }: FastifyRequest): RequestedOperation {
  if (method === 'POST') return typeof body === 'object' && body !== null ? body : {};
  const parameters = new URL(url, 'http://localhost/').searchParams;
  return { query: parameters.get('query') ?? undefined, extensions: jsonIn(parameters.get('extensions')) };
}

/** Undefined for what is no JSON, of which Apollo Server tells. */
function jsonIn(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
