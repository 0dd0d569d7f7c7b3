import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLRequestListener,
  type GraphQLResponse,
} from '@apollo/server';
import { getVariableValues, GraphQLError, OperationTypeNode } from 'graphql';
import type { Model } from '../domain/model.ts';
import type { TextAnswer } from '../store/store.ts';
import { FinishedData } from './finished-data.ts';
import { asRefusal, statusOf } from './format-error.ts';
import { OperationCache, type CachedPlan, type NamedOperation } from './plan/operation-cache.ts';
import { refuseOver } from './plan/operation-limits.ts';
import { textOf, type RequestContext } from './request-context.ts';
import { entityTag, isNamedIn, type ResponseCache } from './response-cache.ts';

/** Most nodes in the answer to one operation. */
export const mostNodes = 10_000;

export interface PlanningPluginOptions {
  readonly model: Model;
  /** Answer from compiled operations where that is possible; off, graphql-js executes everything. */
  readonly compiledOperations: boolean;
  /** Where finished answers are kept; absent, none are. */
  readonly cache?: ResponseCache | undefined;
}

type Context = GraphQLRequestContext<RequestContext>;

/**
 * Plans the operation as soon as it is known: page sizes, cursors, ids, filters and limits are refused before anything
 * runs. Operations that ask for nothing but the graph are answered here as finished text. A failure of the one read (no
 * data at all) also sets the HTTP status.
 */
export function planningPlugin({
  model,
  compiledOperations,
  cache,
}: PlanningPluginOptions): ApolloServerPlugin<RequestContext> {
  let operations: OperationCache | undefined;
  const listener: GraphQLRequestListener<RequestContext> = {
    didResolveOperation: async (context) => {
      operations ??= new OperationCache(model, context.schema);
      plan(operations, context);
    },
    responseForOperation: async (context) => {
      if (!compiledOperations || !context.contextValue.planned?.text) return null;
      return cache ? cachedResponse(cache, context) : finishedResponse(await textOf(context.contextValue));
    },
    willSendResponse: async ({ response, errors, contextValue: { planned } }) => {
      const status = errors
        ?.map(({ originalError }) => statusOf(originalError))
        .find((found) => found !== undefined && found >= 500);
      if (status !== undefined) response.http.status = status;
      const { body } = response;
      if (body.kind === 'single' && planned)
        body.singleResult.extensions = { ...body.singleResult.extensions, cost: costOf(planned) };
      if (!response.http.headers.has('cache-control')) response.http.headers.set('cache-control', 'no-store');
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

function finishedResponse(answer: TextAnswer | undefined, headers = new HeaderMap()): GraphQLResponse | null {
  if (!answer) return null;
  return { http: { headers }, body: { kind: 'single', singleResult: { data: new FinishedData(answer.text) } } };
}

/** A repeated question is answered from the cache; a GET that names the answer's tag is told that nothing changed. */
async function cachedResponse(cache: ResponseCache, context: Context): Promise<GraphQLResponse | null> {
  const { queryHash, operationName, request, contextValue } = context;
  const asked = JSON.stringify([queryHash, operationName, request.variables ?? {}]);
  const known = await cache.get(asked);
  const answer = known ?? (await textOf(contextValue));
  if (answer && !known) cache.keep(asked, answer);
  if (!answer || request.http?.method !== 'GET') return finishedResponse(answer);
  const given = request.http.headers;
  const tag = entityTag(asked, answer.graphVersion, [given.get('accept'), given.get('accept-encoding')]);
  const headers = new HeaderMap([
    ['cache-control', 'public, no-cache'],
    ['etag', tag],
  ]);
  if (!isNamedIn(given.get('if-none-match'), tag)) return finishedResponse(answer, headers);
  return { http: { status: 304, headers }, body: { kind: 'single', singleResult: { data: new FinishedData('') } } };
}

const costOf = ({ cost }: CachedPlan) => ({ nodes: cost, limit: mostNodes });

function plan(operations: OperationCache, context: Context): void {
  const named = namedOperation(context);
  if (!named) return;
  try {
    const planned = plannedAnyway(operations, named);
    if (!planned) return;
    context.contextValue.planned = planned;
    refuseOver('NODE_LIMIT_EXCEEDED', 'nodes in its answer', { limit: mostNodes, actual: planned.cost });
  } catch (error) {
    throw asRefusal(error);
  }
}

function namedOperation({ schema, operation, document, request, queryHash }: Context): NamedOperation | undefined {
  if (operation?.operation !== OperationTypeNode.QUERY || !document || queryHash === undefined) return undefined;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
  // Wrong variables are reported by the execution itself, in graphql-js's own words.
  return coerced && { hash: queryHash, document, operation, variables: coerced };
}

/** What GraphQL itself refuses is left to its execution, which tells where; all else is planned around it. */
function plannedAnyway(operations: OperationCache, named: NamedOperation): CachedPlan | undefined {
  try {
    return operations.planOf(named);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
  }
  try {
    return operations.planAround(named);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return undefined;
  }
}
