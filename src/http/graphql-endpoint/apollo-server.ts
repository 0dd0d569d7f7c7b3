import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { PrefixingKeyValueCache, type KeyValueCache } from '@apollo/utils.keyvaluecache';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { parseOptions, validationRules } from '../../graphql/document-reader.ts';
import type { DocumentStore } from '../../graphql/document-store.ts';
import { failureLogPlugin } from '../../graphql/failure-log-plugin.ts';
import { stringifyResult } from '../../graphql/rendered-data.ts';
import { formatError, formatErrorWithoutSuggestions } from '../../graphql/format-error.ts';
import type { OperationPlanner } from '../../graphql/operation-planner.ts';
import type { PersistedOperations } from '../../graphql/persisted/persisted-operations.ts';
import { planningPlugin } from '../../graphql/planning-plugin.ts';
import type { RequestContext } from '../../graphql/request-context.ts';
import type { ServerOptions } from '../server-options.ts';

export interface ApolloParts {
  readonly server: FastifyInstance;
  readonly planner: OperationPlanner;
  readonly documents: DocumentStore;
  readonly persisted: PersistedOperations;
}

/** The last of the answerers, which can answer everything. */
export function apolloServer(
  { schema, logger, introspection, compiledOperations = true, responseCache = false }: ServerOptions,
  { server, planner, documents, persisted }: ApolloParts,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    introspection,
    formatError: introspection ? formatError : formatErrorWithoutSuggestions,
    stringifyResult,
    parseOptions,
    validationRules,
    documentStore: documents,
    persistedQueries: { cache: withoutPrefix(persisted) },
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger,
    plugins: [
      fastifyApolloDrainPlugin<RequestContext>(server),
      ApolloServerPluginCacheControlDisabled(),
      // Apollo's page loads scripts from elsewhere; ours is at /playground.
      ApolloServerPluginLandingPageDisabled(),
      planningPlugin({ planner, documents, compiledOperations, tagged: responseCache }),
      failureLogPlugin(logger),
    ],
  });
}

/** Apollo Server would put a prefix in front of keys, because it shares one cache among many uses; this one has one. */
const withoutPrefix = (cache: KeyValueCache) =>
  PrefixingKeyValueCache.cacheDangerouslyDoesNotNeedPrefixesForIsolation(cache);
