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

/** Whether the connection was lost, so that nobody knows what became of the statement. */
export function isConnectionLoss(error: unknown): boolean {
  return (
    error instanceof Neo4jError &&
    (error.code === neo4j.error.SERVICE_UNAVAILABLE || error.code === neo4j.error.SESSION_EXPIRED)
  );
}

/** Whether the server refused who we are. */
export const isRefusal = (error: unknown) => error instanceof Neo4jError && error.code.startsWith(security);

/** Whether the server has no database of the name we asked for. */
export const isUnknownDatabase = (error: unknown) =>
  error instanceof Neo4jError && error.code === 'Neo.ClientError.Database.DatabaseNotFound';

/** The id that a new node was to have and another one has; undefined where the failure is another. */
export function takenId(error: unknown): string | undefined {
  if (!(error instanceof Neo4jError) || error.code !== 'Neo.ClientError.Schema.ConstraintValidationFailed')
    return undefined;
  return /'([^']+)'/u.exec(error.message)?.[1] ?? 'one of the new entries';
}

/** A failure of the driver or the server as one of ours. A mistake in a statement is a mistake of ours and stays loud. */
export function translated(error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (outOfMemory.test(error.code)) return tooLarge(error);
  const transient =
    isConnectionLoss(error) || isRefusal(error) || error.retryable || error.code.startsWith('Neo.TransientError.');
  const lost =
    transient || error.code.startsWith(timedOut) || error.code.startsWith('Neo.DatabaseError.') || error.code === 'N/A';
  return lost ? unavailable(error) : error;
}

/** Why a signal fired, as an error of ours. */
export function aborted(signal: AbortSignal): DomainError {
  const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
  if (late) return new DomainError('DEADLINE_EXCEEDED', 'The answer was not ready by its deadline.');
  return new DomainError('CANCELLED', 'Whoever asked is gone.');
}
