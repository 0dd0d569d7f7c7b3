import type { Store } from '../store/store.ts';
import { isDue, keptKey, noteUse, type ApiKey } from './api-keys.ts';
import { badCredential } from './bad-credential.ts';
import { isSameDigest, keyDigest, keyIdIn } from './key-text.ts';
import type { Authenticated } from './principal.ts';

export interface KeyVerifierOptions {
  readonly store: Store;
  /** Undefined: no key is valid. */
  readonly pepper: string | undefined;
  readonly now: () => Date;
}

/** Checks keys against the store at each use, so that a revoked one ends at once. All refusals are the same. */
export function keyVerifier({ store, pepper, now }: KeyVerifierOptions): (text: string) => Promise<Authenticated> {
  const noting = new Set<string>();
  /** Nobody waits for it: a use is as good where it could not be noted. */
  const note = (key: ApiKey, at: string) => {
    if (!isDue(key, at) || noting.has(key.id)) return;
    noting.add(key.id);
    void noteUse(store, key, at)
      .catch(() => undefined)
      .finally(() => noting.delete(key.id));
  };
  return async (text) => {
    const id = keyIdIn(text);
    if (pepper === undefined || id === undefined) throw badCredential();
    const kept = await keptKey(store, id);
    const digest = keyDigest(pepper, text);
    const at = now().toISOString();
    // Compared before anything else is asked, and with itself where there is no key, so that all take as long.
    const same = isSameDigest(kept?.digest ?? digest, digest);
    if (!kept || !same || kept.key.revokedAt !== null || kept.key.expiresAt <= at) throw badCredential();
    note(kept.key, at);
    return principalOf(kept.key);
  };
}

function principalOf({ owner: id, name, role, scopes, conflicts }: ApiKey): Authenticated {
  return role === 'SERVICE' ? { role, id, name, scopes } : { role, id, name, conflicts };
}
