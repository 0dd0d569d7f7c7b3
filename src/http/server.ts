import type { IncomingMessage } from 'node:http';
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
import { accessLog } from './access-log.ts';
import { arrivalLimits, headersTimeout } from './arrival-limits.ts';
import { authentication } from './authentication.ts';
import { withoutBasePath } from './base-path.ts';
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
import { answerBrokenRequest, headersOfAll, jsonErrors, refuseAddress, refuseOtherMethods } from './json-errors.ts';
import { playground } from './playground.ts';
import { Admissions } from './queue/admissions.ts';
import { Clients } from './queue/clients.ts';
import { RequestQueue } from './queue/request-queue.ts';
import { countFailedCredentials, limitRequests } from './request-limits.ts';
import type { ServerOptions } from './server-options.ts';
import { newRequestId, requestIds } from './request-ids.ts';
import { signalOf } from './signal-of.ts';

/** What compresses for a client that left is freed when garbage is collected: 64 KiB instead of zlib's 256 for each. */
const zlibOptions = { windowBits: 13, memLevel: 6 };

/** Largest request body, in bytes. */
const bodyLimit = 256 * 1024;

/** The HTTP face: GraphQL, health and the playground. Listening is up to the caller; `close` drains. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { store, corsOrigins, webFolder, persisted: listed, access = withoutAccess, basePath = '' } = options;
  const server = fastifyServer(options);
  server.addHook('onRequest', async (_, reply) => void reply.headers(headersOfAll));
  requestIds(server);
  const planner = new OperationPlanner(store, options.schema);
  const documents = new DocumentStore();
  const persisted = new PersistedOperations(listed?.operations);
  const apollo = apolloServer(options, { server, planner, documents, persisted });
  await apollo.start();
  jsonErrors(server, basePath);
  // Fastify reads text as well, of which nobody here makes anything: what is not JSON is told so.
  server.removeContentTypeParser('text/plain');
  const clients = new Clients((request) => principalOf(request));
  const queue = options.queue ?? new RequestQueue({ length: 500, workers: 2, log: options.logger });
  const admissions = new Admissions({ server, queue, clients });
  const contexts = contextsFor(server, { ...options, admissions }, (request) => principalOf(request));
  if (options.accessLog) accessLog(server, { documents, contexts, principalOf: (request) => principalOf(request) });
  bodyNesting(server);
  // Before compression, so that the text is kept and not one of its encodings.
  const listedOnly = listed?.only ?? false;
  const reader = new DocumentReader(options);
  const turns = queue.reading;
  const parts = { server, planner, documents, persisted, contexts, clients, turns, reader, listedOnly };
  graphqlEndpoint(server, answerersOf(options, parts));
  await server.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], zlibOptions });
  await server.register(cors, { origin: [...corsOrigins], methods: ['GET', 'POST'], exposedHeaders });
  const countFailed = await countFailedCredentials(server, clients);
  // After CORS, so that a page may read the refusal too.
  const principalOf = authentication(server, authenticator(store, access), countFailed);
  if (options.rateLimit !== undefined) limitRequests(server, clients, options.rateLimit);
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
  await playground(server, webFolder, basePath);
  return server;
}

/** What pages of other origins may read of an answer's head. */
const exposedHeaders = [
  'x-request-id',
  'retry-after',
  ...['limit', 'remaining', 'reset'].map((name) => `x-ratelimit-${name}`),
];

function fastifyServer({ logger, trustedProxies = [], basePath = '' }: ServerOptions): FastifyInstance {
  const { requestTimeout, connectionsCheckingInterval } = arrivalLimits;
  return Fastify({
    loggerInstance: logger,
    bodyLimit,
    genReqId: newRequestId,
    http: { headersTimeout, connectionsCheckingInterval },
    requestTimeout,
    // What a stranger says of whom it asks for counts for nothing.
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    ...(basePath !== '' && { rewriteUrl: ({ url = '/' }: IncomingMessage) => withoutBasePath(url, basePath) }),
    // While it closes, what arrives on an open connection is answered as ever.
    return503OnClosing: false,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (_error, _request, reply) => refuseAddress(reply.raw),
  });
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

interface ContextOptions extends ServerOptions {
  readonly admissions: Admissions;
}

/** What each request carries; `principalOf` is there once the server takes requests. */
function contextsFor(
  server: FastifyInstance,
  { store, access = withoutAccess, lookup, workers, requestTimeout = 10_000, admissions }: ContextOptions,
  principalOf: (request: FastifyRequest) => Principal,
): RequestContexts {
  return new RequestContexts(server, (request, reply) => {
    const principal = principalOf(request);
    const signal = signalOf(reply.raw, requestTimeout);
    return {
      requestId: request.id,
      store,
      principal,
      keys: ownKeys({ store, keyPepper: access.keyPepper, principal }),
      deadline: Date.now() + requestTimeout,
      signal,
      admission: admissions.of(request, reply, signal),
      notes: {},
      lookup,
      workers,
    };
  });
}

const withoutAccess: AccessOptions = { keyPepper: undefined, issuers: [] };
