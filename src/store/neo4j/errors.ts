import neo4j, { Neo4jError } from 'neo4j-driver';
import { DomainError } from '../../domain/errors.ts';

/** What a person reads of a database that does not answer; nothing of the driver's own words. */
export const unavailable = (cause?: unknown) =>
  new DomainError('DATABASE_UNAVAILABLE', 'The database does not answer.', cause === undefined ? {} : { cause });

/** One change is one transaction, which the database holds in its heap until it ends. */
const tooLarge = (cause: unknown) =>
  new DomainError(
    'DATABASE_UNAVAILABLE',
    'The database has too little memory for this transaction: give it more heap, or raise dbms.memory.transaction.total.max.',
    { cause },
  );

const outOfMemory = /OutOfMemory/u;
const security = 'Neo.ClientError.Security.';
/** Statements that outlived the time we gave them. */
const timedOut = 'Neo.ClientError.Transaction.TransactionTimedOut';

/** A mistake of ours in a statement. */
const mistake = /^Neo[.]ClientError[.](?:Statement|Procedure|Schema)[.]/u;

/** Where neither an answer came nor a sign that the server is there. */
class Silence extends DomainError {
  constructor() {
    super('DATABASE_UNAVAILABLE', 'The database does not answer.');
  }
}

export const silence = (): DomainError => new Silence();
export const isSilence = (error: unknown) => error instanceof Silence;

/** The server is there, and the work was not done in time. */
export const deadlineExceeded = (cause?: unknown): DomainError =>
  new DomainError(
    'DEADLINE_EXCEEDED',
    'The answer was not ready by its deadline.',
    cause === undefined ? {} : { cause },
  );

/**
 * Whatever the driver throws, as an error of its class. On a connection that is cut in the midst of a message it throws
 * anything: `ProtocolError`, plain errors, a `TypeError` from within.
 */
export function driverFailure(error: unknown): Error {
  if (error instanceof Error && isKnown(error)) return error;
  const { message = String(error) } = error instanceof Error ? error : {};
  const failure: Error = new Neo4jError(message, neo4j.error.SESSION_EXPIRED, '', '');
  return Object.assign(failure, { cause: error });
}

const isKnown = (error: Error) => error instanceof Neo4jError || error instanceof DomainError;

/** Whether the connection was lost, so that nobody knows what became of the statement: codes of the driver's own say so. */
export const isConnectionLoss = (error: unknown): boolean =>
  error instanceof Neo4jError && !error.code.startsWith('Neo.');

/** Whether the server refused who we are. */
export const isRefusal = (error: unknown) => error instanceof Neo4jError && error.code.startsWith(security);

/** Whether the server has no database of the name we asked for. */
export function isUnknownDatabase(error: unknown): boolean {
  const source = error instanceof DomainError ? error.cause : error;
  return source instanceof Neo4jError && source.code === 'Neo.ClientError.Database.DatabaseNotFound';
}

/** The id that a new node was to have and another one has; undefined where the failure is another. */
export function takenId(error: unknown): string | undefined {
  if (!(error instanceof Neo4jError) || error.code !== 'Neo.ClientError.Schema.ConstraintValidationFailed')
    return undefined;
  return /'([^']+)'/u.exec(error.message)?.[1] ?? 'one of the new entries';
}

/**
 * A failure of the driver or the server as one of ours: the database is not to be had, unless it is known better. A mistake
 * in a statement is a mistake of ours and stays loud.
 */
export function translated(error: unknown): unknown {
  if (!(error instanceof Neo4jError) || mistake.test(error.code)) return error;
  if (outOfMemory.test(error.code)) return tooLarge(error);
  return error.code.startsWith(timedOut) ? deadlineExceeded(error) : unavailable(error);
}
