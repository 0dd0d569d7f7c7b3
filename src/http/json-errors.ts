import type { FastifyError, FastifyInstance } from 'fastify';

const codes: Readonly<Record<number, { readonly code: string; readonly message: string }>> = {
  400: { code: 'BAD_REQUEST', message: 'The body must be JSON: an object with a "query".' },
  404: { code: 'NOT_FOUND', message: 'There is nothing here. GraphQL is at /graphql, the playground at /playground.' },
  405: { code: 'METHOD_NOT_ALLOWED', message: 'Use GET or POST.' },
  413: { code: 'BODY_TOO_LARGE', message: 'The body may have 256 KiB at most.' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The content type must be application/json.' },
};

const masked = { code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' };

/** Every failure outside GraphQL has the form of a GraphQL error, so that clients read one form only. */
export function jsonErrors(server: FastifyInstance): void {
  const body = (status: number) => {
    const { code, message } = codes[status] ?? masked;
    return { errors: [{ message, extensions: { code } }] };
  };
  server.setNotFoundHandler((_, reply) => reply.code(404).send(body(404)));
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ error: error.message }, 'request failed');
    return reply.code(status).send(body(status));
  });
}
