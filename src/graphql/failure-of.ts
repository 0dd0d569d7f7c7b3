import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { statusOf } from './format-error.ts';

/** What an operator is told of an answer that failed on our side. */
export interface Failure {
  readonly code: unknown;
  /** What went wrong, which the client may not be shown. */
  readonly message: string;
  /** The code of what was underneath, such as the database's own. */
  readonly cause?: string;
}

/** The first of the errors that is no fault of who asked (500, 503, 504), with the code that the client is shown. */
export function failureOf(
  errors: readonly GraphQLError[],
  shown: readonly GraphQLFormattedError[],
): Failure | undefined {
  const index = errors.findIndex(isOurs);
  const error = errors[index];
  if (!error) return undefined;
  const cause = codeOf(error.originalError?.cause);
  const message = error.originalError?.message ?? error.message;
  return { code: shown[index]?.extensions?.['code'], message, ...(cause !== undefined && { cause }) };
}

const codeOf = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;

/** A failure that is no fault of who asked: a domain error with such a status, or something unexpected. */
function isOurs({ originalError, extensions }: GraphQLError): boolean {
  const status = statusOf(originalError);
  if (status !== undefined) return status >= 500;
  const code = extensions['code'];
  return code === undefined || code === 'INTERNAL_SERVER_ERROR';
}
