import { setTimeout as after } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { DomainError } from '../domain/errors.ts';
import type { AccessOptions } from '../access/authenticator.ts';
import { buildEvidenceSchema } from '../graphql/build-evidence-schema.ts';
import type { EvidenceStore } from '../graphql/evidence-store.ts';
import { prepareQuestions } from '../graphql/prepare-questions.ts';
import { readOperationManifest } from '../graphql/persisted/read-operation-manifest.ts';
import { Connections } from './connections.ts';
import { listen } from './listen.ts';
import type { RequestQueue } from './queue/request-queue.ts';
import type { ServerOptions } from './server-options.ts';
import { createServer } from './server.ts';
import { stopAtSignals } from './stop-signals.ts';

export interface ServingOptions {
  readonly store: EvidenceStore;
  readonly host: string;
  readonly port: number;
  readonly logger: FastifyBaseLogger;
  readonly introspection: boolean;
  readonly corsOrigins: readonly string[];
  readonly responseCache: boolean;
  /** Log a line for each request. */
  readonly accessLog?: boolean;
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
  /** Addresses and networks of proxies that are believed whom they ask for; none where it is empty. */
  readonly trustedProxies?: readonly string[];
  /** Where a reverse proxy serves it, for example `/evidence`. */
  readonly basePath?: string;
  /** Most requests of one client within a minute; undefined: as many as it likes. */
  readonly rateLimit?: number | undefined;
  readonly queue?: RequestQueue;
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
 * taken for `drainDelay`, then no connection is taken and what is under way is answered, for `drainTimeout` at most.
 */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const { store, host, port, persisted, logger } = options;
  const schema = buildEvidenceSchema();
  const preparation = prepare(store, logger);
  let isStopping = false;
  const server = await createServer({
    ...options,
    readiness: () => (isStopping ? 'stopping' : preparation.isDone() ? 'ready' : 'starting'),
    schema,
    persisted: persisted && { ...persisted, operations: readOperationManifest(persisted.manifest, schema) },
  });
  const connections = new Connections();
  const address = await listen(server, connections, { host, port }).catch((cause: unknown) => {
    preparation.stop();
    throw new DomainError('CONFIGURATION', `HOST and PORT: cannot listen on ${host}:${port}: ${reasonOf(cause)}.`, {
      cause,
    });
  });
  const stopping = stopOnce(options);
  const stopped = stopping.begun.then(async () => {
    isStopping = true;
    preparation.stop();
    await drain(connections, options, stopping.cutOff);
    await server.close();
    stopping.end();
  });
  return { address, stopped, stop: () => (stopping.begin(), stopped) };
}

/** Takes requests for a while yet, and then lets the connections go. */
async function drain(
  connections: Connections,
  { drainDelay = 0, drainTimeout = 10_000 }: ServingOptions,
  cutOff: AbortSignal,
): Promise<void> {
  await after(drainDelay, undefined, { signal: cutOff }).catch(() => undefined);
  await connections.drain(drainTimeout, cutOff);
}

/** What begins the stop, a signal or a caller, and what cuts it short. */
function stopOnce({ logger, drainDelay = 0, drainTimeout = 10_000 }: ServingOptions) {
  const cutOff = new AbortController();
  let begin = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const end = stopAtSignals({
    stop: (signal) => {
      const [delay, timeout] = [drainDelay / 1_000, drainTimeout / 1_000];
      logger.info(`${signal}: stopping. Requests are taken for ${delay} s, then answered for ${timeout} s at most.`);
      begin();
    },
    cutOff: () => cutOff.abort(),
    log: logger,
  });
  return { begin, begun, cutOff: cutOff.signal, end };
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
