import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLRequestListener,
  type GraphQLResponse,
} from '@apollo/server';
import type { Rendered } from '../store/store.ts';
import type { FormattedExecutionResult } from 'graphql';
import { assertAnswerWithin } from './assert-answer-within.ts';
import type { DocumentStore } from './document-store.ts';
import { entityTag, isNamedIn } from './entity-tag.ts';
import { RenderedData } from './rendered-data.ts';
import { asRefusal, answerStatusOf } from './format-error.ts';
import { costOf } from './operation-budget.ts';
import type { OperationPlanner } from './operation-planner.ts';
import type { ResolvedOperation } from './plan/operation-cache.ts';
import { failedAnswer } from './operation-answer.ts';
import { prepare } from './prepare-operation.ts';
import type { RequestContext } from './request-context.ts';
import { renderedAnswer } from './worker-answer.ts';
import type { OperationAnswer } from './workers.ts';

export interface PlanningPluginOptions {
  readonly planner: OperationPlanner;
  readonly documents: DocumentStore;
  /** Answer from compiled operations where that is possible; off, graphql-js executes everything. */
  readonly compiledOperations: boolean;
  /** Whether answers to GET carry a tag, by which clients may ask whether anything changed. */
  readonly tagged: boolean;
}

type Context = GraphQLRequestContext<RequestContext>;

/**
 * Plans the operation as soon as it is known: page sizes, cursors, ids, filters and limits are refused before anything
 * runs. Operations that ask for nothing but the graph are answered here as rendered text. A failure of the one read (no
 * data at all) also sets the HTTP status.
 */
export function planningPlugin({
  planner,
  documents,
  compiledOperations,
  tagged,
}: PlanningPluginOptions): ApolloServerPlugin<RequestContext> {
  const listener: GraphQLRequestListener<RequestContext> = {
    didResolveOperation: async (context) => {
      const operation = resolvedOperation(context);
      if (!operation) return;
      // A document that the store does not have came for the first time.
      const oneOff = documents.of(context.queryHash ?? '') !== operation.document;
      const planRequest = { operation: { ...operation, oneOff }, variables: context.request.variables };
      await prepare(planner, context.contextValue, planRequest);
      const { refusal } = context.contextValue;
      if (refusal !== undefined) throw asRefusal(refusal);
    },
    responseForOperation: async (context) => {
      if (!compiledOperations) return null;
      const { source, request, contextValue } = context;
      const { operationName, variables = {} } = request;
      const text = await renderedAnswer(contextValue, { query: source, operationName, variables });
      if (text) return renderedResponse(context, text, tagged);
      const executed = await contextValue.workerAnswer;
      return executed ? executedResponse(executed) : null;
    },
    willSendResponse: async ({ response, errors, contextValue: { planned } }) => {
      const { body } = response;
      const status = body.kind === 'single' ? answerStatusOf(errors, body.singleResult.data) : undefined;
      if (status !== undefined) response.http.status = status;
      if (body.kind === 'single') finishWithin(response, body.singleResult);
      if (body.kind === 'single' && planned)
        body.singleResult.extensions = { ...body.singleResult.extensions, cost: costOf(planned) };
      if (!response.http.headers.has('cache-control')) response.http.headers.set('cache-control', 'no-store');
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

/** Writes what was executed as text, or refuses it where that is too long. */
function finishWithin({ http }: GraphQLResponse, result: FormattedExecutionResult): void {
  const { data } = result;
  if (data === undefined || data === null || data instanceof RenderedData) return;
  try {
    result.data = new RenderedData(assertAnswerWithin(JSON.stringify(data)));
  } catch (error) {
    const refused = failedAnswer(error);
    Object.assign(result, { errors: refused.errors, data: null });
    http.status = refused.status ?? 500;
  }
}

/** A GET that names the answer's tag is told that nothing changed. */
function renderedResponse(context: Context, { text, graphVersion }: Rendered, tagged: boolean): GraphQLResponse {
  const { queryHash, operationName, request, contextValue } = context;
  contextValue.notes.graphVersion = graphVersion;
  if (!tagged || request.http?.method !== 'GET') return renderedBody(text, { headers: new HeaderMap() });
  const accepted = request.http.headers;
  const requestKey = JSON.stringify([queryHash, operationName, request.variables ?? {}]);
  const tag = entityTag(requestKey, graphVersion, [accepted.get('accept'), accepted.get('accept-encoding')]);
  const headers = new HeaderMap([
    ['cache-control', 'public, no-cache'],
    ['etag', tag],
  ]);
  return isNamedIn(accepted.get('if-none-match'), tag)
    ? renderedBody('', { status: 304, headers })
    : renderedBody(text, { headers });
}

const renderedBody = (text: string, http: GraphQLResponse['http']): GraphQLResponse => ({
  http,
  body: { kind: 'single', singleResult: { data: new RenderedData(text) } },
});

/** What a worker executed. */
const executedResponse = ({ data, errors, status }: OperationAnswer): GraphQLResponse => ({
  http: { headers: new HeaderMap(), ...(status !== undefined && { status }) },
  body: { kind: 'single', singleResult: { ...(errors && { errors }), data: new RenderedData(data) } },
});

const resolvedOperation = ({ operation, document }: Context): ResolvedOperation | undefined =>
  operation && document && { document, operation };
