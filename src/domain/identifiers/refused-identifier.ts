import { invalidArgument, type DomainError } from '../errors.ts';

/** The one way identifiers are refused: what was wrong, cut short, and what is allowed. */
export function refusedIdentifier(argument: string, input: string, allowed: string): DomainError {
  const excerpt = input.length > 60 ? `${input.slice(0, 60)}…` : input;
  return invalidArgument(argument, `${argument} must be ${allowed}; got ${JSON.stringify(excerpt)}.`);
}

/** No identifier is longer than this, and nothing longer is looked at. */
export const longestIdentifier = 2000;
