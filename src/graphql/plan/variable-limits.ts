import { DomainError } from '../../domain/errors.ts';
import { exceededLimit } from '../../support/exceeded-limit.ts';

/** Deepest nesting of objects and lists in variables, and most values in all of them together. */
export const variableLimits = { depth: 32, values: 10_000 } as const;

const messages = {
  depth: `Variables may nest ${variableLimits.depth} levels of objects and lists at most; these nest more than ${variableLimits.depth}.`,
  values: `Variables may hold ${variableLimits.values} values at most; these hold more than ${variableLimits.values}.`,
};

/** Refuses variables that graphql-js, which coerces them by recursion, could fail on; before they are coerced. */
export function assertVariablesWithin(variables: unknown): void {
  const exceeded = exceededLimit(variables, variableLimits);
  if (exceeded) throw new DomainError('INVALID_ARGUMENT', messages[exceeded]);
}
