import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import { statusOf } from './format-error.ts';

/** The part of a logger that is needed here. */
export interface FailureLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/**
 * Logs a line for an answer that failed on our side (500, 503, 504): the code, and what went wrong in the words of the
 * first such error, which the client may not be shown. Neither the operation's text nor its variables are logged.
 */
export function failureLogPlugin(log: FailureLog): ApolloServerPlugin {
  const listener: GraphQLRequestListener<object> = {
    willSendResponse: async ({ errors, response: { body } }) => {
      const shown = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
      const index = (errors ?? []).findIndex(isOurs);
      const error = errors?.[index];
      if (!error) return;
      log.warn({ code: shown[index]?.extensions?.['code'] }, error.originalError?.message ?? error.message);
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

/** A failure that is no fault of who asked: a domain error with such a status, or something unexpected. */
function isOurs({ originalError, extensions }: GraphQLError): boolean {
  const status = statusOf(originalError);
  if (status !== undefined) return status >= 500;
  const code = extensions['code'];
  return code === undefined || code === 'INTERNAL_SERVER_ERROR';
}
