import { DomainError } from '../../domain/errors.ts';

/** Whether a write was refused because connections came or went since they were read: no version of an entry tells that. */
export const edgesChanged = (error: unknown): boolean =>
  error instanceof DomainError && (error.code === 'NOT_FOUND' || error.code === 'VALIDATION_FAILED');
