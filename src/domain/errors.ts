/**
 * Every way the project says no, by meaning. Adding a code is a change of the public interface: clients branch on it.
 * The table in `docs/errors.md` is checked against this list.
 */
export type ErrorCode =
  /** An argument is not of the form that is asked for; `argument` names it. */
  | 'INVALID_ARGUMENT'
  /** `first` is not a whole number from 1 to 100. */
  | 'PAGE_SIZE_OUT_OF_RANGE'
  /** A cursor was altered, or belongs to another list. */
  | 'BAD_CURSOR'
  /** A write or a command names something that is not there. */
  | 'NOT_FOUND'
  /** What is to be added is there already. */
  | 'DUPLICATE'
  /** A node changed since it was read: the expected version is not the present one. */
  | 'VERSION_CONFLICT'
  /** An idempotency key was used before, for another change. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A change breaks a rule of the domain; `problems` lists all of them. */
  | 'VALIDATION_FAILED'
  /** An operation is larger than the limits allow; each limit has a code of its own. */
  | 'TOKEN_LIMIT_EXCEEDED'
  | 'DEPTH_LIMIT_EXCEEDED'
  | 'ALIAS_LIMIT_EXCEEDED'
  | 'ROOT_FIELD_LIMIT_EXCEEDED'
  | 'DIRECTIVE_LIMIT_EXCEEDED'
  | 'NODE_LIMIT_EXCEEDED'
  | 'WORK_LIMIT_EXCEEDED'
  /** The finished answer has more bytes than one may have. */
  | 'ANSWER_LIMIT_EXCEEDED'
  /** A step of review was asked for that cannot be taken from where the proposal stands. */
  | 'WRONG_STATE'
  /** What is to be accepted depends on what is not in the graph, or fell. */
  | 'DEPENDENCY_NOT_ACCEPTED'
  /** The source was retracted; nothing new may be built on it. */
  | 'RETRACTED'
  /** A computed answer would need more than one question may take in. */
  | 'QUESTION_LIMIT_EXCEEDED'
  /** Only listed operations are answered, and what came was a text. */
  | 'PERSISTED_QUERY_ONLY'
  /** A credential is not valid, or an action takes one. */
  | 'UNAUTHENTICATED'
  /** Whoever asks may not do this; the message says who may. */
  | 'FORBIDDEN'
  /** The keys of an issuer of tokens cannot be had, so nobody can tell whether its tokens are good. */
  | 'ISSUER_UNAVAILABLE'
  /** The work was not done by its deadline. */
  | 'DEADLINE_EXCEEDED'
  /** Too many requests wait for their turn; to be tried again in a moment. */
  | 'OVERLOADED'
  /** Whoever asked is gone; nobody waits for the answer. */
  | 'CANCELLED'
  /** The database does not answer, or the process that answered ended. Never an empty list. */
  | 'DATABASE_UNAVAILABLE'
  /** The store was written by a newer release. */
  | 'SCHEMA_TOO_NEW'
  /** The store was written by an older build, whose schema nothing converts. */
  | 'SCHEMA_TOO_OLD'
  /** A setting is missing or wrong; the message names it. */
  | 'CONFIGURATION';

export interface Problem {
  /** Where: an attribute path or a node id. */
  readonly path: string;
  readonly message: string;
  /** What is wrong at the path: its last name, which nothing knows; absent, the value. */
  readonly wrong?: 'name';
}

export interface ErrorDetails {
  readonly argument?: string;
  readonly problems?: readonly Problem[];
  /** The id of what stands in the way. */
  readonly existing?: string;
  readonly cause?: unknown;
}

/** The one error class below `graphql/`. Its message is safe to show: it holds what the caller sent, never internals. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly argument: string | undefined;
  readonly problems: readonly Problem[];
  readonly existing: string | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.argument = details.argument;
    this.problems = details.problems ?? [];
    this.existing = details.existing;
  }
}

/** Why a signal fired: a `TimeoutError` is a deadline, anything else somebody who left. */
export function abortError({ reason }: AbortSignal): DomainError {
  const late = reason instanceof Error && reason.name === 'TimeoutError';
  return late
    ? new DomainError('DEADLINE_EXCEEDED', 'The answer was not ready by its deadline.')
    : new DomainError('CANCELLED', 'Whoever asked is gone.');
}

export const invalidArgument = (argument: string, message: string) =>
  new DomainError('INVALID_ARGUMENT', message, { argument });

export const validationFailed = (problems: readonly Problem[]) =>
  new DomainError(
    'VALIDATION_FAILED',
    problems.map(({ path, message }) => `${path}: ${message}`).join('\n') || 'The change breaks a rule.',
    { problems },
  );
