import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLRequestListener,
  type GraphQLResponse,
} from '@apollo/server';
import { entityTag, isNamedIn } from './entity-tag.ts';
import { FinishedData } from './finished-data.ts';
import { asRefusal, statusOf } from './format-error.ts';
import { costOf } from './operation-budget.ts';
import type { OperationPlanner } from './operation-planner.ts';
import type { ResolvedOperation } from './plan/operation-cache.ts';
import { admit, textOf, type RequestContext } from './request-context.ts';

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
      await plan(planner, context);
    },
    responseForOperation: async (context) => {
      if (!compiledOperations || !context.contextValue.planned?.text) return null;
      return finishedResponse(context, tagged);
    },
    willSendResponse: async ({ response, errors, contextValue: { planned } }) => {
      const { body } = response;
      // Some of an answer is an answer, unless it fails on our side.
      const isWhole = body.kind === 'single' && body.singleResult.data != null;
      const status = errors
        ?.map(({ originalError }) => statusOf(originalError))
        .find((found) => found !== undefined && (found >= 500 || !isWhole));
      if (status !== undefined) response.http.status = status;
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

async function plan(planner: OperationPlanner, context: Context): Promise<void> {
  const operation = resolvedOperation(context);
  try {
    const planned = operation && (await planner.plan(operation, context.request.variables));
    if (planned) admit(context.contextValue, planned);
  } catch (error) {
    throw asRefusal(error);
  }
}

const resolvedOperation = ({ operation, document }: Context): ResolvedOperation | undefined =>
  operation && document && { document, operation };
