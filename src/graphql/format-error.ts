import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import { operationLimits } from './plan/operation-limits.ts';

interface ClientError {
  readonly code: string;
  readonly status: number;
}

/** How each code of the domain appears to clients: `extensions.code` and the status of a response without data. */
const clientErrors: Readonly<Record<ErrorCode, ClientError>> = {
  INVALID_ARGUMENT: { code: ApolloServerErrorCode.BAD_USER_INPUT, status: 400 },
  PAGE_SIZE_OUT_OF_RANGE: { code: 'PAGE_SIZE_OUT_OF_RANGE', status: 400 },
  BAD_CURSOR: { code: 'BAD_CURSOR', status: 400 },
  NOT_FOUND: { code: 'NOT_FOUND', status: 404 },
  DUPLICATE: { code: 'DUPLICATE', status: 409 },
  VERSION_CONFLICT: { code: 'VERSION_CONFLICT', status: 409 },
  IDEMPOTENCY_KEY_REUSED: { code: 'IDEMPOTENCY_KEY_REUSED', status: 422 },
  VALIDATION_FAILED: { code: 'VALIDATION_FAILED', status: 422 },
  TOKEN_LIMIT_EXCEEDED: { code: 'TOKEN_LIMIT_EXCEEDED', status: 400 },
  DEPTH_LIMIT_EXCEEDED: { code: 'DEPTH_LIMIT_EXCEEDED', status: 400 },
  ALIAS_LIMIT_EXCEEDED: { code: 'ALIAS_LIMIT_EXCEEDED', status: 400 },
  ROOT_FIELD_LIMIT_EXCEEDED: { code: 'ROOT_FIELD_LIMIT_EXCEEDED', status: 400 },
  DIRECTIVE_LIMIT_EXCEEDED: { code: 'DIRECTIVE_LIMIT_EXCEEDED', status: 400 },
  NODE_LIMIT_EXCEEDED: { code: 'NODE_LIMIT_EXCEEDED', status: 400 },
  WORK_LIMIT_EXCEEDED: { code: 'WORK_LIMIT_EXCEEDED', status: 400 },
  ANSWER_LIMIT_EXCEEDED: { code: 'ANSWER_LIMIT_EXCEEDED', status: 400 },
  WRONG_STATE: { code: 'WRONG_STATE', status: 409 },
  DEPENDENCY_NOT_ACCEPTED: { code: 'DEPENDENCY_NOT_ACCEPTED', status: 409 },
  RETRACTED: { code: 'RETRACTED', status: 409 },
  QUESTION_LIMIT_EXCEEDED: { code: 'QUESTION_LIMIT_EXCEEDED', status: 400 },
  PERSISTED_QUERY_ONLY: { code: 'PERSISTED_QUERY_ONLY', status: 400 },
  UNAUTHENTICATED: { code: 'UNAUTHENTICATED', status: 401 },
  FORBIDDEN: { code: 'FORBIDDEN', status: 403 },
  ISSUER_UNAVAILABLE: { code: 'ISSUER_UNAVAILABLE', status: 503 },
  DEADLINE_EXCEEDED: { code: 'DEADLINE_EXCEEDED', status: 504 },
  CANCELLED: { code: 'CANCELLED', status: 499 },
  DATABASE_UNAVAILABLE: { code: 'DATABASE_UNAVAILABLE', status: 503 },
  SCHEMA_TOO_NEW: { code: 'DATABASE_UNAVAILABLE', status: 503 },
  SCHEMA_TOO_OLD: { code: 'DATABASE_UNAVAILABLE', status: 503 },
  CONFIGURATION: { code: 'DATABASE_UNAVAILABLE', status: 503 },
};

/** The HTTP status for a domain error, for responses that carry no data. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof DomainError ? clientErrors[error.code].status : undefined;

/** The HTTP status of an answer: some of an answer is an answer, unless it fails on our side. */
export const answerStatusOf = (errors: readonly GraphQLError[] = [], data: unknown): number | undefined =>
  errors
    .map(({ originalError }) => statusOf(originalError))
    .find((status) => status !== undefined && (status >= 500 || data === null || data === undefined));

/** What a client sees of a domain error outside GraphQL; undefined for any other. */
export const toClientError = (error: unknown) =>
  error instanceof DomainError ? { ...clientErrors[error.code], message: error.message } : undefined;

/** A domain error as Apollo Server takes it, with the HTTP status of a refusal; anything else as it is. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const http = { status: clientErrors[error.code].status };
  // Where it stands in the operation, if that was found.
  const { nodes = null, path = null } = error.cause instanceof GraphQLError ? error.cause : {};
  return new GraphQLError(error.message, { nodes, path, originalError: error, extensions: { code: error.code, http } });
}

const masked = { message: 'Internal server error', extensions: { code: ApolloServerErrorCode.INTERNAL_SERVER_ERROR } };

/**
 * The one place that decides what a client sees of a failure. Domain errors and GraphQL's own are shown; anything else
 * becomes "Internal server error". Stack traces never leave.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  if (original instanceof DomainError)
    return { ...place, message: original.message, extensions: extensionsOf(original) };
  if (isTooManyTokens(formatted)) return { ...place, ...tooManyTokens };
  const code = formatted.extensions?.['code'];
  if (code === ApolloServerErrorCode.INTERNAL_SERVER_ERROR || code === undefined) return { ...place, ...masked };
  return { ...place, message: formatted.message, extensions: { code } };
}

/** An error that Apollo Server does not see, as it would hand it to {@link formatError}; `code` where it has none. */
export function errorForClient(
  error: GraphQLError,
  code: string = ApolloServerErrorCode.INTERNAL_SERVER_ERROR,
): GraphQLFormattedError {
  return formatError({ ...error.toJSON(), extensions: { code, ...error.extensions } }, error);
}

/** The parser stops counting at the limit and tells so in these words only. */
const isTooManyTokens = ({ message }: GraphQLFormattedError) =>
  message.startsWith('Syntax Error: Document contains more that');

const tooManyTokens = {
  message: `An operation may have ${operationLimits.tokens} tokens at most; it has more.`,
  extensions: { code: 'TOKEN_LIMIT_EXCEEDED' },
};

function extensionsOf({ code, argument, problems }: DomainError) {
  return {
    code: clientErrors[code].code,
    ...(argument !== undefined && { argument }),
    ...(problems.length > 0 && { problems }),
  };
}

/** What graphql-js adds where a name is near to one of the schema, for servers that do not tell their schema. */
export function formatErrorWithoutSuggestions(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const clientError = formatError(formatted, error);
  return { ...clientError, message: clientError.message.replace(/ Did you mean .+\?$/su, '') };
}
