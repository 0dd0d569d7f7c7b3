import type { Action } from '../../access/access-rules.ts';
import { authorize, refusalOfRole } from '../../access/authorize.ts';
import { authenticatedOrUndefined, type Authenticated, type Principal } from '../../access/principal.ts';

/** Whoever may do the action, whatever it is done to; refused otherwise. */
export function authorized(principal: Principal, action: Action): Authenticated {
  authorize(principal, action);
  return authenticated(principal, action);
}

/** Whoever asks, by name, in a role that may do the action to something; to what is found out with it. */
export function authenticated(principal: Principal, action: Action): Authenticated {
  const refusal = refusalOfRole(principal, action);
  if (refusal) throw refusal;
  const known = authenticatedOrUndefined(principal);
  if (known) return known;
  throw new TypeError(`${action} is open to whoever has no name.`);
}
