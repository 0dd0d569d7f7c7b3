import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLRequestListener,
  type GraphQLResponse,
} from '@apollo/server';
import type { TextAnswer } from '../store/store.ts';
import { entityTag, isNamedIn } from './entity-tag.ts';
import { FinishedData } from './finished-data.ts';
import { asRefusal, failureStatusOf } from './format-error.ts';
import { costOf, refuseCostly, type OperationPlanner } from './operation-planner.ts';
import type { ResolvedOperation } from './plan/operation-cache.ts';
import type { RequestContext } from './request-context.ts';
import { finishedTextOf } from './worker-answer.ts';
import type { OperationAnswer } from './workers.ts';

export interface PlanningPluginOptions {
  readonly planner: OperationPlanner;
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
  planner,
  compiledOperations,
  tagged,
}: PlanningPluginOptions): ApolloServerPlugin<RequestContext> {
  const listener: GraphQLRequestListener<RequestContext> = {
    didResolveOperation: async (context) => {
      plan(planner, context);
    },
    responseForOperation: async (context) => {
      if (!compiledOperations) return null;
      const { source, request, contextValue } = context;
      const { operationName, variables = {} } = request;
      const text = await finishedTextOf(contextValue, { query: source, operationName, variables });
      if (text) return finishedResponse(context, text, tagged);
      const executed = await contextValue.workerAnswer;
      return executed ? executedResponse(executed) : null;
    },
    willSendResponse: async ({ response, errors, contextValue: { planned } }) => {
      const status = failureStatusOf(errors);
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
function finishedResponse(context: Context, { text, graphVersion }: TextAnswer, tagged: boolean): GraphQLResponse {
  const { queryHash, operationName, request, contextValue } = context;
  contextValue.finished.graphVersion = graphVersion;
  contextValue.finished.operation = resolvedOperation(context);
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

/** What a worker executed. */
const executedResponse = ({ data, errors, status }: OperationAnswer): GraphQLResponse => ({
  http: { headers: new HeaderMap(), ...(status !== undefined && { status }) },
  body: { kind: 'single', singleResult: { ...(errors && { errors }), data: new FinishedData(data) } },
});

function plan(planner: OperationPlanner, context: Context): void {
  const operation = resolvedOperation(context);
  try {
    const planned = operation && planner.plan(operation, context.request.variables);
    context.contextValue.planned = planned;
    if (planned) refuseCostly(planned);
  } catch (error) {
    throw asRefusal(error);
  }
}

const resolvedOperation = ({ operation, document }: Context): ResolvedOperation | undefined =>
  operation && document && { document, operation };
