import type { Action } from './access-rules.ts';
import type { Role } from './role.ts';

export const personRoles = ['CONTRIBUTOR', 'REVIEWER', 'ADMIN'] as const satisfies readonly Role[];
export type PersonRole = (typeof personRoles)[number];

export interface Person {
  readonly role: PersonRole;
  /** Whose proposals and keys are theirs. */
  readonly id: string;
  readonly name: string;
  /** Ids of topics on which they declared a conflict of interest. */
  readonly conflicts: readonly string[];
}

export interface Service {
  readonly role: 'SERVICE';
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Action[];
}

/** Somebody whose key or token was checked and found good. */
export type Authenticated = Person | Service;

/** Ids of topics on which somebody declared a conflict of interest; programs have none. */
export const conflictsOf = (principal: Authenticated): readonly string[] =>
  principal.role === 'SERVICE' ? [] : principal.conflicts;

/** Who asks. */
export type Principal = { readonly role: 'ANONYMOUS' } | Authenticated;

export const anonymous: Principal = { role: 'ANONYMOUS' };

/** The principal with a name; undefined for whoever has none. */
export const authenticatedOrUndefined = (principal: Principal): Authenticated | undefined =>
  principal.role === 'ANONYMOUS' ? undefined : principal;
