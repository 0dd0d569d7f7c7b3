import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { DomainError } from '../domain/errors.ts';
import { statusOf } from './format-error.ts';

/** What the log says of an answer that failed on our side. */
export interface Failure {
  readonly code: unknown;
  /** What went wrong, which the client may not be shown. */
  readonly message: string;
  /** What was underneath: the database's own code, such as `SQLITE_IOERR` or `Neo.TransientError…`, and its words. */
  readonly cause?: { readonly code?: unknown; readonly message?: string };
}

/** The first of the errors that is no fault of who asked (500, 503, 504), with the code that the client is shown. */
export function failureOf(
  errors: readonly GraphQLError[],
  shown: readonly GraphQLFormattedError[],
): Failure | undefined {
  const index = errors.findIndex(isOurs);
  const error = errors[index];
  if (!error) return undefined;
  const { originalError } = error;
  const message = (originalError && reasonOf(originalError)) ?? originalError?.name ?? error.message;
  return { code: shown[index]?.extensions?.['code'], message, ...causeOf(originalError) };
}

/** A failure that is no fault of who asked: a domain error with such a status, or something unexpected. */
function isOurs({ originalError, extensions }: GraphQLError): boolean {
  const status = statusOf(originalError);
  if (status !== undefined) return status >= 500;
  const code = extensions['code'];
  return code === undefined || code === 'INTERNAL_SERVER_ERROR';
}

function causeOf(error: Error | undefined): Pick<Failure, 'cause'> {
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
