import { setTimeout as after } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { DomainError } from '../domain/errors.ts';
import type { AccessOptions } from '../access/authenticator.ts';
import { buildEvidenceSchema } from '../graphql/build-evidence-schema.ts';
import type { EvidenceStore } from '../graphql/evidence-store.ts';
import { prepareQuestions } from '../graphql/prepare-questions.ts';
import { readOperationManifest } from '../graphql/persisted/read-operation-manifest.ts';
import { Connections } from './connections.ts';
import type { ServerOptions } from './server-options.ts';
import { createServer } from './server.ts';

export interface ServingOptions {
  readonly store: EvidenceStore;
  readonly host: string;
  readonly port: number;
  readonly logger: FastifyBaseLogger;
  readonly introspection: boolean;
  readonly corsOrigins: readonly string[];
  readonly responseCache: boolean;
  /** The file of a manifest, and whether only its operations are answered. */
  readonly persisted?: { readonly manifest: string; readonly only: boolean } | undefined;
  readonly access: AccessOptions;
  /** Asks registries about references; absent where that is off. */
  readonly lookup?: ServerOptions['lookup'];
  readonly webFolder?: string;
  /** Answer queries that may take long; absent, all are answered in this process. */
  readonly workers?: ServerOptions['workers'];
  /** How long a request may take, in milliseconds. */
  readonly requestTimeout: number;
  /** How long requests are still taken once it is to stop (0), and how long what is under way may take after that (10 s), in milliseconds. */
  readonly drainDelay?: number;
  readonly drainTimeout?: number;
}

export interface Serving {
  /** Where it listens, for example http://127.0.0.1:4000. */
  readonly address: string;
  /** Resolves once it has stopped, after SIGINT or SIGTERM. */
  readonly stopped: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts serving, and stops at a signal without the loss of an answer: `/health/ready` turns to 503 while requests are still
 * taken for `drainDelay`, then no connection is taken and what is under way is answered, for `drainTimeout` at most. A
 * second signal ends the process at once.
 */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const { store, host, port, persisted, drainDelay = 0, drainTimeout = 10_000 } = options;
  const schema = buildEvidenceSchema();
  const preparation = prepare(store, options.logger);
  let isStopping = false;
  const server = await createServer({
    ...options,
    readiness: () => (isStopping ? 'stopping' : preparation.isDone() ? 'ready' : 'starting'),
    schema,
    persisted: persisted && { ...persisted, operations: readOperationManifest(persisted.manifest, schema) },
  });
  const connections = new Connections(server.server);
  const address = await server.listen({ host, port }).catch((cause: unknown) => {
    preparation.stop();
    throw new DomainError('CONFIGURATION', `HOST and PORT: cannot listen on ${host}:${port}: ${reasonOf(cause)}.`, {
      cause,
    });
  });
  let stop = () => {};
  const stopRequested = new Promise<void>((resolve) => (stop = resolve));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  const stopped = stopRequested.then(async () => {
    isStopping = true;
    preparation.stop();
    await after(drainDelay);
    await connections.drain(drainTimeout);
    await server.close();
  });
  return { address, stopped, stop: () => (stop(), stopped) };
}

/** An engine that holds the process while it answers plans at once, and has nothing to prepare. */
function prepare(store: EvidenceStore, logger: FastifyBaseLogger) {
  const stopping = new AbortController();
  let isDone = store.isBlocking;
  if (!isDone)
    void prepareQuestions(store, stopping.signal)
      .catch((error: unknown) => logger.warn({ error: String(error) }, 'Not all questions were prepared.'))
      .finally(() => (isDone = true));
  return { isDone: () => isDone, stop: () => stopping.abort() };
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'EADDRINUSE' ? 'the port is in use' : String(code ?? cause);
}
