import { pino } from 'pino';
import type { FastifyInstance } from 'fastify';
import { buildEvidenceSchema } from '../../src/graphql/build-evidence-schema.ts';
import type { ServerOptions } from '../../src/http/server-options.ts';
import { createServer } from '../../src/http/server.ts';
import type { Store } from '../../src/store/store.ts';

/** The one schema of a test file: types are registered once per process. */
export const schema = buildEvidenceSchema();

/** The real server over a store, without a port: requests are injected. */
export function serving(store: Store, options: Partial<ServerOptions> = {}): Promise<FastifyInstance> {
  return createServer({
    store,
    schema,
    logger: pino({ level: 'silent' }),
    introspection: true,
    corsOrigins: ['https://allowed.example'],
    ...options,
  });
}

export interface Answered {
  readonly status: number;
  readonly data: Record<string, never> | null | undefined;
  readonly errors:
    | readonly {
        message: string;
        path?: unknown;
        extensions: { code: string; argument?: string; stacktrace?: unknown };
      }[]
    | undefined;
}

/** Asks over HTTP, as a client would. */
export async function ask(
  server: FastifyInstance,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answered> {
  const response = await server.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
  const { data, errors } = response.json<Omit<Answered, 'status'>>();
  return { status: response.statusCode, data, errors };
}

export const codes = ({ errors }: Answered) => errors?.map(({ extensions }) => extensions.code);
