import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { DocumentStore } from '../graphql/document-store.ts';
import { stringifyResult } from '../graphql/finished-data.ts';
import { formatError } from '../graphql/format-error.ts';
import { operationLimits } from '../graphql/plan/operation-limits.ts';
import { planningPlugin } from '../graphql/planning-plugin.ts';
import type { RequestContext } from '../graphql/request-context.ts';
import type { EvidenceStore } from '../graphql/evidence-store.ts';
import { health } from './health.ts';
import { jsonErrors } from './json-errors.ts';
import { playground } from './playground.ts';

export interface ServerOptions {
  readonly store: EvidenceStore;
  readonly schema: GraphQLSchema;
  readonly logger: FastifyBaseLogger;
  readonly introspection: boolean;
  readonly corsOrigins: readonly string[];
  /** Answer from compiled operations where that is possible (the default); off, graphql-js executes everything. */
  readonly compiledOperations?: boolean;
  /** The folder of the built playground, or undefined where it was not built. */
  readonly webFolder?: string;
}

/** Largest request body, in bytes, and how long a request may take, in milliseconds. */
const bodyLimit = 256 * 1024;
const deadline = 10_000;

/** The HTTP face: GraphQL, health and the playground. Listening is up to the caller; `close` drains. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { store, schema, logger, introspection, corsOrigins, compiledOperations = true, webFolder } = options;
  const server = Fastify({
    loggerInstance: logger,
    bodyLimit,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
  });
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection,
    formatError,
    stringifyResult,
    parseOptions: { maxTokens: operationLimits.tokens },
    documentStore: new DocumentStore(),
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger,
    plugins: [
      fastifyApolloDrainPlugin<RequestContext>(server),
      ApolloServerPluginCacheControlDisabled(),
      // Apollo's page loads scripts from elsewhere; ours is at /playground.
      ApolloServerPluginLandingPageDisabled(),
      planningPlugin({ model: store.model, compiledOperations }),
    ],
  });
  await apollo.start();
  jsonErrors(server);
  await server.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  await server.register(cors, { origin: [...corsOrigins], methods: ['GET', 'POST'] });
  await server.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    context: (request) => Promise.resolve({ store, signal: signalOf(request) }),
  });
  health(server, store);
  await playground(server, webFolder);
  return server;
}

/** Fires at the deadline, and when the client leaves before its answer. */
function signalOf(request: FastifyRequest): AbortSignal {
  const gone = new AbortController();
  request.raw.socket.once('close', () => gone.abort());
  return AbortSignal.any([AbortSignal.timeout(deadline), gone.signal]);
}
