import fastifyApollo from '@as-integrations/fastify';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { authenticator, type AccessOptions } from '../access/authenticator.ts';
import { ownKeys } from '../access/own-keys.ts';
import type { Principal } from '../access/principal.ts';
import { DocumentReader } from '../graphql/document-reader.ts';
import { DocumentStore } from '../graphql/document-store.ts';
import { asRefusal } from '../graphql/format-error.ts';
import { OperationPlanner } from '../graphql/operation-planner.ts';
import { PersistedOperations } from '../graphql/persisted/persisted-operations.ts';
import { assertAccepted } from '../graphql/persisted/assert-accepted.ts';
import { authentication } from './authentication.ts';
import { bodyNesting } from './body-nesting.ts';
import type { Answerer } from './graphql-endpoint/answerer.ts';
import { apolloServer } from './graphql-endpoint/apollo-server.ts';
import { requestedOperation } from './graphql-endpoint/requested-operation.ts';
import { CompiledAnswers, type CompiledAnswersOptions } from './graphql-endpoint/compiled-answers.ts';
import { endpoint, graphqlEndpoint } from './graphql-endpoint/graphql-endpoint.ts';
import { ReplayedAnswers } from './graphql-endpoint/replayed-answers.ts';
import { RequestContexts } from './graphql-endpoint/request-contexts.ts';
import { ResponseCache } from './graphql-endpoint/response-cache.ts';
import { health } from './health.ts';
import { answerBrokenRequest, jsonErrors, refuseAddress, refuseOtherMethods } from './json-errors.ts';
import { playground } from './playground.ts';
import type { ServerOptions } from './server-options.ts';
import { signalOf } from './signal-of.ts';

/** Largest request body, in bytes. */
const bodyLimit = 256 * 1024;

/** How long the head of a request and the whole of it may take to arrive, in milliseconds, and how often that is looked at. */
const [headersTimeout, arrivalTimeout, connectionsCheckingInterval] = [10_000, 20_000, 1_000];

/** The HTTP face: GraphQL, health and the playground. Listening is up to the caller; `close` drains. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { store, schema, logger, corsOrigins, webFolder, persisted: listed, access = withoutAccess } = options;
  const server = Fastify({
    loggerInstance: logger,
    bodyLimit,
    http: { headersTimeout, connectionsCheckingInterval },
    requestTimeout: arrivalTimeout,
    // While it closes, what arrives on an open connection is answered as ever.
    return503OnClosing: false,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (_error, _request, reply) => refuseAddress(reply.raw),
  });
  server.addHook('onRequest', async (_, reply) => void reply.header('x-content-type-options', 'nosniff'));
  const planner = new OperationPlanner(store, schema);
  const documents = new DocumentStore();
  const persisted = new PersistedOperations(listed?.operations);
  const apollo = apolloServer(options, { server, planner, documents, persisted });
  await apollo.start();
  jsonErrors(server);
  // Fastify reads text as well, of which nobody here makes anything: what is not JSON is told so.
  server.removeContentTypeParser('text/plain');
  const contexts = contextsFor(server, options, (request) => principalOf(request));
  bodyNesting(server);
  // Before compression, so that the text is kept and not one of its encodings.
  const listedOnly = listed?.only ?? false;
  const reader = new DocumentReader(options);
  const parts = { server, planner, documents, persisted, contexts, reader, listedOnly };
  graphqlEndpoint(server, answerersOf(options, parts));
  await server.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  await server.register(cors, { origin: [...corsOrigins], methods: ['GET', 'POST'] });
  // After CORS, so that a page may read the refusal too.
  const principalOf = authentication(server, authenticator(store, access));
  await server.register(fastifyApollo(apollo), {
    path: endpoint,
    method: ['GET', 'POST', 'OPTIONS'],
    context: async (request, reply) => {
      assertListed(request, listedOnly);
      return contexts.of(request, reply);
    },
  });
  refuseOtherMethods(server, endpoint);
  health(server, store, options.readiness);
  await playground(server, webFolder);
  return server;
}

interface AnswererParts extends CompiledAnswersOptions {
  readonly server: FastifyInstance;
}

/** In the order in which they are asked, before Apollo Server is. */
function answerersOf(options: ServerOptions, parts: AnswererParts): Answerer[] {
  const { store, compiledOperations = true, answersCompiled = true, responseCache = false } = options;
  const { server, contexts } = parts;
  return [
    ...(responseCache ? [new ReplayedAnswers(server, new ResponseCache(store), contexts)] : []),
    ...(compiledOperations && answersCompiled ? [new CompiledAnswers(parts)] : []),
  ];
}

function assertListed(request: FastifyRequest, listedOnly: boolean): void {
  try {
    assertAccepted(requestedOperation(request), listedOnly);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** What each request carries; `principalOf` is there once the server takes requests. */
function contextsFor(
  server: FastifyInstance,
  { store, access = withoutAccess, lookup, workers, requestTimeout = 10_000 }: ServerOptions,
  principalOf: (request: FastifyRequest) => Principal,
): RequestContexts {
  return new RequestContexts(server, (request, reply) => {
    const principal = principalOf(request);
    return {
      store,
      principal,
      keys: ownKeys({ store, keyPepper: access.keyPepper, principal }),
      deadline: Date.now() + requestTimeout,
      signal: signalOf(reply.raw, requestTimeout),
      notes: {},
      lookup,
      workers,
    };
  });
}

const withoutAccess: AccessOptions = { keyPepper: undefined, issuers: [] };
