import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import { DomainError } from '../domain/errors.ts';
import { statusOf } from './format-error.ts';

/** The part of a logger that is needed here. */
export interface FailureLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/**
 * Logs a line for an answer that failed on our side (500, 503, 504): the code, what went wrong in the words of the first
 * such error, which the client may not be shown, and what the database said. Neither the operation's text nor its
 * variables are logged, nor the text or the values of a statement.
 */
export function failureLogPlugin(log: FailureLog): ApolloServerPlugin {
  const listener: GraphQLRequestListener<object> = {
    willSendResponse: async ({ errors, response: { body } }) => {
      const shown = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
      const index = (errors ?? []).findIndex(isOurs);
      const error = errors?.[index];
      if (!error) return;
      const { originalError } = error;
      log.warn(
        { code: shown[index]?.extensions?.['code'], ...causeOf(originalError) },
        (originalError && reasonOf(originalError)) ?? originalError?.name ?? error.message,
      );
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

/** Where an error comes from: the database's own code, such as `SQLITE_IOERR` or `Neo.TransientError…`, and its words. */
function causeOf(error: Error | undefined) {
  const source = error instanceof DomainError ? error.cause : error;
  if (!(source instanceof Error)) return {};
  const [code, message] = ['code' in source ? source.code : undefined, reasonOf(source)];
  if (code === undefined && source === error) return {};
  return { cause: { ...(code !== undefined && { code }), ...(message !== undefined && { message }) } };
}

/** A database that refuses a statement quotes it, or a value of it, in its words; its code must do then. */
const quotes = /^(?:Neo[.]ClientError[.]|SQLITE_(?:ERROR|CONSTRAINT|MISMATCH|RANGE))/u;

/** The first line of an error's words, where they hold nothing of a statement. */
function reasonOf(error: Error): string | undefined {
  if ('code' in error && quotes.test(String(error.code))) return undefined;
  return error.message.split('\n', 1)[0]?.slice(0, 500);
}
