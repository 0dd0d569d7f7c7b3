import { DomainError } from '../domain/errors.ts';

/** One answer for all that is wrong with a credential, so that nobody learns from it which keys there are. */
export const badCredential = (cause?: unknown) =>
  new DomainError(
    'UNAUTHENTICATED',
    'The credential is not valid: it is malformed, unknown, expired or revoked. Leave it out to read without a name.',
    { cause },
  );
