import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { toClientError } from '../graphql/format-error.ts';
import { responseTypeFor } from './graphql-endpoint/response-type.ts';

interface ErrorText {
  readonly code: string;
  readonly message: string;
}

const nothingBelow = (basePath: string): ErrorText => ({
  code: 'NOT_FOUND',
  message: `There is nothing here. GraphQL is at ${basePath}/graphql, the playground at ${basePath}/playground/.`,
});

const errorTexts: Readonly<Record<number, ErrorText>> = {
  400: { code: 'BAD_REQUEST', message: 'The body must be JSON: an object with a "query".' },
  // The static files answer so for a path that leaves their folder.
  403: { code: 'FORBIDDEN', message: 'This path is not served.' },
  404: nothingBelow(''),
  405: { code: 'METHOD_NOT_ALLOWED', message: 'Use GET or POST.' },
  413: { code: 'BODY_TOO_LARGE', message: 'The body may have 256 KiB at most.' },
  408: { code: 'REQUEST_TIMEOUT', message: 'The request took too long to arrive.' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The content type must be application/json.' },
  429: { code: 'RATE_LIMITED', message: 'Too many requests within a minute; try again later.' },
  431: { code: 'HEADERS_TOO_LARGE', message: 'The headers may have 16 KiB at most.' },
};

const badRequest = { code: 'BAD_REQUEST', message: 'The request cannot be understood.' };
const masked = { code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' };

/** A failure outside GraphQL in the form of a GraphQL error, so that clients read one form only. */
function errorBody(status: number, { code, message }: ErrorText = errorTextOf(status)) {
  return { errors: [{ message, extensions: { code } }] };
}

const errorTextOf = (status: number) => errorTexts[status] ?? (status < 500 ? badRequest : masked);

/** In the media type that was asked for: GraphQL's own, where a client prefers it. */
const sendError = (reply: FastifyReply, status: number, body: ReturnType<typeof errorBody>): FastifyReply =>
  reply
    .code(status)
    .type(responseTypeFor(reply.request.headers.accept) ?? 'application/json; charset=utf-8')
    .send(JSON.stringify(body));

/** Answers with an error of the domain; throws any other. */
export function refuseWith(reply: FastifyReply, error: unknown): FastifyReply {
  const clientError = toClientError(error);
  if (!clientError) throw error;
  // What RFC 6750 asks for.
  if (clientError.status === 401)
    reply.header('www-authenticate', 'Bearer realm="evidence-graph", error="invalid_token"');
  return sendError(reply, clientError.status, errorBody(clientError.status, clientError));
}

/** Refuses a credential where too many of that address were refused: come again in so many seconds. */
export const refuseTooMany = (reply: FastifyReply, seconds: number): FastifyReply =>
  sendError(
    reply.header('retry-after', seconds),
    429,
    errorBody(429, {
      code: 'RATE_LIMITED',
      message: 'The credential is not valid, as many others from this address were not; try again later.',
    }),
  );

/** Refuses a body for its form. */
export const refuseBody = (reply: FastifyReply, message: string): FastifyReply =>
  sendError(reply, 400, errorBody(400, { code: 'BAD_REQUEST', message }));

/** Answers an address that is none, such as /%ff: no route, and so no hook or handler, takes it. */
export function refuseAddress(response: ServerResponse): void {
  const body = JSON.stringify(errorBody(400, { code: 'BAD_REQUEST', message: 'The address is not valid.' }));
  response.writeHead(400, { ...headersOfAll, 'content-type': 'application/json; charset=utf-8' }).end(body);
}

/** What every answer has. */
export const headersOfAll = { 'x-content-type-options': 'nosniff' } as const;

const statusOfBrokenRequest: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is no HTTP, has too large a head or never arrived: Node.js gave up on it before there was a request. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy(error);
  const status = statusOfBrokenRequest[error.code ?? ''] ?? 400;
  const body = JSON.stringify(errorBody(status));
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Every failure outside GraphQL is answered as JSON. */
export function jsonErrors(server: FastifyInstance, basePath: string): void {
  server.setNotFoundHandler((_, reply) => sendError(reply, 404, errorBody(404, nothingBelow(basePath))));
  server.setErrorHandler((error: FastifyError, request, reply) => {
    // A client that left broke off what was written to it: that is no failure, and nobody is there to be told.
    if (reply.raw.destroyed) return undefined;
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ error: error.message }, 'request failed');
    return sendError(reply, status, errorBody(status));
  });
}

/** Answers the methods that a path does not take with 405 and those that it takes. */
export function refuseOtherMethods(server: FastifyInstance, path: string): void {
  server.route({
    method: ['PUT', 'DELETE', 'PATCH'],
    url: path,
    // Before the body is looked at: its form does not matter here.
    onRequest: async (_, reply) => sendError(reply.header('allow', 'GET, HEAD, POST, OPTIONS'), 405, errorBody(405)),
    handler: (_, reply) => reply,
  });
}
