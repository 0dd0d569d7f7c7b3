import type { Action } from '../access/access-rules.ts';
import { authorize, refusalOf } from '../access/authorize.ts';
import { knownOrUndefined, type Known, type Principal } from '../access/principal.ts';

/** Whoever may do the action, whatever it is done to; refused otherwise. */
export function authorized(principal: Principal, action: Action): Known {
  authorize(principal, action);
  return named(principal, action);
}

/** Whoever asks, by name; what they may do is found out with what it is done to. */
export function named(principal: Principal, action: Action): Known {
  const known = knownOrUndefined(principal);
  if (known) return known;
  throw refusalOf(principal, action) ?? new TypeError(`${action} is open to whoever has no name.`);
}
