import { pino, type Logger } from 'pino';
import { DomainError } from '../domain/errors.ts';
import { buildEvidenceSchema } from '../graphql/build-evidence-schema.ts';
import type { EvidenceStore } from '../graphql/evidence-store.ts';
import { createServer } from './server.ts';

export interface ServingOptions {
  readonly store: EvidenceStore;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly introspection: boolean;
  readonly corsOrigins: readonly string[];
  readonly webFolder?: string;
}

export interface Serving {
  /** Where it listens, for example http://127.0.0.1:4000. */
  readonly address: string;
  /** Resolves once it has stopped, after SIGINT or SIGTERM. */
  readonly stopped: Promise<void>;
  stop(): Promise<void>;
}

/** Starts serving and stops gracefully at a signal: what has begun is answered. */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const { store, host, port } = options;
  const logger = createLogger(options.logLevel);
  const server = await createServer({ ...options, schema: buildEvidenceSchema(store.model), logger });
  const address = await server.listen({ host, port }).catch((cause: unknown) => {
    throw new DomainError('CONFIGURATION', `HOST and PORT: cannot listen on ${host}:${port}: ${reasonOf(cause)}.`, {
      cause,
    });
  });
  let stop = () => {};
  const asked = new Promise<void>((resolve) => (stop = resolve));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  const stopped = asked.then(() => server.close());
  return { address, stopped, stop: () => (stop(), stopped) };
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'EADDRINUSE' ? 'the port is in use' : String(code ?? cause);
}

/** JSON lines; pretty on a terminal. Requests are not logged with bodies, so neither variables nor secrets appear. */
function createLogger(level: string): Logger {
  return process.stdout.isTTY ? pino({ level, transport: { target: 'pino-pretty' } }) : pino({ level });
}
