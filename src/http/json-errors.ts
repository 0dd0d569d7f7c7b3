import type { ServerResponse } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { shownError } from '../graphql/format-error.ts';

interface Shown {
  readonly code: string;
  readonly message: string;
}

const nothingHere = {
  code: 'NOT_FOUND',
  message: 'There is nothing here. GraphQL is at /graphql, the playground at /playground/.',
};

const shownAs: Readonly<Record<number, Shown>> = {
  400: { code: 'BAD_REQUEST', message: 'The body must be JSON: an object with a "query".' },
  // The static files answer so for a path that leaves their folder.
  403: { code: 'FORBIDDEN', message: 'This path is not served.' },
  404: nothingHere,
  405: { code: 'METHOD_NOT_ALLOWED', message: 'Use GET or POST.' },
  413: { code: 'BODY_TOO_LARGE', message: 'The body may have 256 KiB at most.' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The content type must be application/json.' },
};

const badRequest = { code: 'BAD_REQUEST', message: 'The request cannot be understood.' };
const masked = { code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' };

/** A failure outside GraphQL in the form of a GraphQL error, so that clients read one form only. */
function errorBody(status: number, { code, message }: Shown = shownOf(status)) {
  return { errors: [{ message, extensions: { code } }] };
}

const shownOf = (status: number) => shownAs[status] ?? (status < 500 ? badRequest : masked);

/** Answers with an error of the domain; throws any other. */
export function refuseWith(reply: FastifyReply, error: unknown): FastifyReply {
  const shown = shownError(error);
  if (!shown) throw error;
  // What RFC 6750 asks for.
  if (shown.status === 401) reply.header('www-authenticate', 'Bearer realm="evidence-graph", error="invalid_token"');
  return reply.code(shown.status).send(errorBody(shown.status, shown));
}

/** Refuses a body for its form. */
export const refuseBody = (reply: FastifyReply, message: string): FastifyReply =>
  reply.code(400).send(errorBody(400, { code: 'BAD_REQUEST', message }));

/** Answers an address that is none, such as /%ff: no route, and so no hook or handler, takes it. */
export function refuseAddress(response: ServerResponse): void {
  const body = JSON.stringify(errorBody(400, { code: 'BAD_REQUEST', message: 'The address is not valid.' }));
  response.writeHead(400, { 'content-type': 'application/json; charset=utf-8' }).end(body);
}

/** Every failure outside GraphQL is answered as JSON. */
export function jsonErrors(server: FastifyInstance): void {
  server.setNotFoundHandler((_, reply) => reply.code(404).send(errorBody(404)));
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ error: error.message }, 'request failed');
    return reply.code(status).send(errorBody(status));
  });
}

/** Answers the methods that a path does not take with 405 and those that it takes. */
export function refuseOtherMethods(server: FastifyInstance, path: string): void {
  server.route({
    method: ['PUT', 'DELETE', 'PATCH'],
    url: path,
    // Before the body is looked at: its form does not matter here.
    onRequest: async (_, reply) => reply.code(405).header('allow', 'GET, HEAD, POST, OPTIONS').send(errorBody(405)),
    handler: (_, reply) => reply,
  });
}
