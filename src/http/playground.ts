import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Nothing leaves the machine. GraphiQL sets styles from script, hence `unsafe-inline` for styles, on this page only. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the built playground under `/playground`, or says how to build it. */
export async function playground(server: FastifyInstance, folder: string | undefined, basePath: string): Promise<void> {
  if (folder === undefined) {
    server.get('/playground', (_, reply) =>
      reply.code(404).send({
        errors: [{ message: 'The playground is not built: run `npm run build`.', extensions: { code: 'NOT_FOUND' } }],
      }),
    );
    return;
  }
  await server.register(fastifyStatic, {
    root: folder,
    prefix: '/playground/',
    setHeaders: (response) => {
      response.setHeader('content-security-policy', contentSecurityPolicy);
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('referrer-policy', 'no-referrer');
    },
  });
  const page = `${basePath}/playground/`;
  server.get('/playground', ({ url }, reply) => reply.redirect(page + url.slice('/playground'.length), 301));
  server.get('/', (_, reply) => reply.redirect(page));
}
