import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLRequestListener,
  type GraphQLResponse,
} from '@apollo/server';
import { getVariableValues, GraphQLError, OperationTypeNode } from 'graphql';
import type { Model } from '../domain/model.ts';
import { entityTag, isNamedIn } from './entity-tag.ts';
import { FinishedData } from './finished-data.ts';
import { asRefusal, statusOf } from './format-error.ts';
import { OperationCache, type CachedPlan, type NamedOperation } from './plan/operation-cache.ts';
import { refuseOver } from './plan/operation-limits.ts';
import { textOf, type RequestContext } from './request-context.ts';

/** Most nodes in the answer to one operation. */
export const mostNodes = 10_000;

export interface PlanningPluginOptions {
  readonly model: Model;
  /** Answer from compiled operations where that is possible; off, graphql-js executes everything. */
  readonly compiledOperations: boolean;
  /** Whether answers to GET carry a tag, by which clients may ask whether anything changed. */
  readonly tagged: boolean;
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
  tagged,
}: PlanningPluginOptions): ApolloServerPlugin<RequestContext> {
  let operations: OperationCache | undefined;
  const listener: GraphQLRequestListener<RequestContext> = {
    didResolveOperation: async (context) => {
      operations ??= new OperationCache(model, context.schema);
      plan(operations, context);
    },
    responseForOperation: async (context) => {
      if (!compiledOperations || !context.contextValue.planned?.text) return null;
      return finishedResponse(context, tagged);
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

/** A GET that names the answer's tag is told that nothing changed. */
async function finishedResponse(context: Context, tagged: boolean): Promise<GraphQLResponse | null> {
  const { queryHash, operationName, request, contextValue } = context;
  const answer = await textOf(contextValue);
  if (!answer) return null;
  const { text, graphVersion } = answer;
  contextValue.version.graphVersion = graphVersion;
  if (!tagged || request.http?.method !== 'GET') return finished(text, { headers: new HeaderMap() });
  const given = request.http.headers;
  const asked = JSON.stringify([queryHash, operationName, request.variables ?? {}]);
  const tag = entityTag(asked, graphVersion, [given.get('accept'), given.get('accept-encoding')]);
  const headers = new HeaderMap([
    ['cache-control', 'public, no-cache'],
    ['etag', tag],
  ]);
  return isNamedIn(given.get('if-none-match'), tag)
    ? finished('', { status: 304, headers })
    : finished(text, { headers });
}

const finished = (text: string, http: GraphQLResponse['http']): GraphQLResponse => ({
  http,
  body: { kind: 'single', singleResult: { data: new FinishedData(text) } },
});

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
