import { DomainError } from '../domain/errors.ts';

/** The connection was lost during a write, so whether it took effect shows only in the store. */
export class UnknownOutcome extends DomainError {
  constructor(cause: unknown) {
    super('DATABASE_UNAVAILABLE', 'The database does not answer.', { cause });
  }
}
