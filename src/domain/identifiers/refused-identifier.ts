import { invalidArgument, type DomainError } from '../errors.ts';

/** The one way identifiers are refused: what was wrong, cut short, and what is allowed. */
export function refusedIdentifier(argument: string, given: string, allowed: string): DomainError {
  const shown = given.length > 60 ? `${given.slice(0, 60)}…` : given;
  return invalidArgument(argument, `${argument} must be ${allowed}; got ${JSON.stringify(shown)}.`);
}

/** No identifier is longer than this, and nothing longer is looked at. */
export const longestIdentifier = 2000;
