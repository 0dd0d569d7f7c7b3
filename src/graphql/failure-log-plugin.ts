import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { failureOf } from './failure-of.ts';
import type { RequestContext } from './request-context.ts';

/** The part of a logger that is needed here. */
export interface FailureLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/**
 * Logs a line for an answer that failed on our side (500, 503, 504): the code, what went wrong in the words of the first
 * such error, which the client may not be shown, and what the database said. Neither the operation's text nor its
 * variables are logged, nor the text or the values of a statement.
 */
export function failureLogPlugin(log: FailureLog): ApolloServerPlugin<RequestContext> {
  const listener: GraphQLRequestListener<RequestContext> = {
    willSendResponse: async ({ errors, response: { body }, contextValue }) => {
      const shown = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
      // A worker tells what failed with its answer.
      const elsewhere = await contextValue.workerAnswer;
      const failure = failureOf(errors ?? [], shown) ?? elsewhere?.failure;
      if (!failure) return;
      const { message, ...fields } = failure;
      const { requestId: reqId } = contextValue;
      log.warn({ ...(reqId !== undefined && { reqId }), ...fields }, message);
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}
