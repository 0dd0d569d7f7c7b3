import { invalidArgument } from '../domain/errors.ts';
import type { Store } from '../store/store.ts';
import { createKey, keyById, listKeys, revokeKey, type ApiKey } from './api-keys.ts';
import { authorize } from './authorize.ts';
import { authenticatedOrUndefined, type Authenticated, type Principal } from './principal.ts';

/** Longest life of a key that somebody makes for themselves, in days. */
export const mostDays = 90;

/** As many as anybody keeps apart. */
const mostKeys = 100;

/** What people may do with their own keys. Nobody makes one of another role than the credential they come with. */
export interface OwnKeys {
  create(days: number): Promise<{ readonly text: string; readonly key: ApiKey }>;
  revoke(id: string): Promise<ApiKey>;
  list(): Promise<readonly ApiKey[]>;
}

export interface OwnKeysOptions {
  readonly store: Store;
  readonly keyPepper: string | undefined;
  readonly principal: Principal;
  readonly now?: () => Date;
}

export function ownKeys({ store, keyPepper, principal, now = () => new Date() }: OwnKeysOptions): OwnKeys {
  const actor = ({ id, role }: Authenticated) => ({ by: id, role, at: now().toISOString() });
  return {
    create: async (days) => {
      const person = personOf(principal);
      if (!(days >= 1 && days <= mostDays)) throw invalidArgument('days', `days must be 1 to ${mostDays}.`);
      const { id: owner, name, role, conflicts } = person;
      const expiresAt = new Date(now().getTime() + days * 86_400_000).toISOString();
      const wanted = { owner, name, role, scopes: [], conflicts, expiresAt };
      return createKey(store, keyPepper, wanted, actor(person));
    },
    revoke: async (id) => {
      const person = personOf(principal);
      authorize(principal, 'revokeOwnKey', { owner: (await keyById(store, id)).owner });
      return revokeKey(store, id, actor(person));
    },
    list: async () => (await listKeys(store, { owner: personOf(principal).id, first: mostKeys, after: null })).keys,
  };
}

/** Whoever asks, as a person: programs have their keys made for them. */
function personOf(principal: Principal) {
  authorize(principal, 'createOwnKey');
  const authenticated = authenticatedOrUndefined(principal);
  if (!authenticated || authenticated.role === 'SERVICE') throw new TypeError('Keys of one’s own are for people.');
  return authenticated;
}
