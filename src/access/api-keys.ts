import { DomainError, invalidArgument } from '../domain/errors.ts';
import { recordsOnly } from '../store/change-set.ts';
import { dataOf, placeOfRecord, rewritten, type StoredRecord } from '../store/record.ts';
import type { Store } from '../store/store.ts';
import { absent } from '../store/refusals.ts';
import type { Action } from './access-rules.ts';
import { keyDigest, newKeyText } from './key-text.ts';
import type { Role } from './role.ts';

/** An API key as it can be shown: everything but the key. */
export interface ApiKey extends NewKey {
  readonly id: string;
  readonly createdAt: string;
  readonly createdBy: string;
  /** At most a minute behind. */
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
  readonly revokedBy: string | null;
}

export interface NewKey {
  /** Who acts with it: the id of the principal. */
  readonly owner: string;
  /** The name that is shown of whoever acts with it. */
  readonly name: string;
  readonly role: Exclude<Role, 'ANONYMOUS'>;
  /** For a service: what it may do. Empty for people, who may do what their role may. */
  readonly scopes: readonly Action[];
  /** Topics on which a conflict of interest is declared. */
  readonly conflicts: readonly string[];
  readonly expiresAt: string;
}

/** Who does something to a key, and when. */
export interface KeyActor {
  readonly by: string;
  readonly role: string;
  readonly at: string;
}

const type = 'api-key';

type Kept = Omit<ApiKey, 'id' | 'owner' | 'createdAt'> & { readonly digest: string };

/** Makes a key. Its text is shown this once: the store keeps a digest of it. */
export async function createKey(
  store: Store,
  pepper: string | undefined,
  wanted: NewKey,
  { by, role, at }: KeyActor,
): Promise<{ readonly text: string; readonly key: ApiKey }> {
  if (pepper === undefined)
    throw new DomainError('CONFIGURATION', 'KEY_PEPPER must be set, to 32 characters or more, before keys are made.');
  checkWanted(wanted, at);
  const { id, text } = newKeyText();
  const { owner, name, scopes, conflicts, expiresAt } = wanted;
  const unused = { lastUsedAt: null, revokedAt: null, revokedBy: null };
  const kept: Kept = {
    name,
    role: wanted.role,
    scopes,
    conflicts,
    expiresAt,
    createdBy: by,
    ...unused,
    digest: keyDigest(pepper, text),
  };
  const record = { type, id, status: 'ACTIVE', owner, at, subject: null, data: { ...kept } };
  await store.write(recordsOnly({ by, role, at }, [{ ...record, expectedVersion: 0 }]));
  return { text, key: keyOf(record) };
}

function checkWanted({ owner, name, role, scopes, conflicts, expiresAt }: NewKey, at: string): void {
  if (owner.trim() === '') throw invalidArgument('owner', 'owner must say who acts with the key.');
  if (name.trim() === '' || name.length > 200) throw invalidArgument('name', 'name must have 1 to 200 characters.');
  if ((role === 'SERVICE') !== scopes.length > 0)
    throw invalidArgument('scopes', 'scopes must be given for the role SERVICE, at least one, and for no other role.');
  if (role === 'SERVICE' && conflicts.length > 0)
    throw invalidArgument(
      'conflicts',
      'conflicts must be left out for the role SERVICE: interests are declared by people.',
    );
  if (!(expiresAt > at)) throw invalidArgument('expiresAt', `expiresAt must lie ahead; got ${expiresAt}.`);
}

export interface KeysRead {
  readonly owner?: string;
  readonly first: number;
  /** `next` of the page before, or null. */
  readonly after: string | null;
}

/** A page of keys in the order of their making, and where to go on; null at the end. */
export async function listKeys(
  store: Store,
  read: KeysRead,
): Promise<{ readonly keys: readonly ApiKey[]; readonly next: string | null }> {
  const records = await store.records({ type, ...read });
  const last = records.length < read.first ? undefined : records.at(-1);
  return { keys: records.map(keyOf), next: last ? placeOfRecord(last) : null };
}

/** The key with this id, or `NOT_FOUND`. */
export async function keyById(store: Store, id: string): Promise<ApiKey> {
  return keyOf(await recordById(store, id));
}

/** Revokes a key for ever. One that is revoked already stays as it is. */
export async function revokeKey(store: Store, id: string, { by, role, at }: KeyActor): Promise<ApiKey> {
  return changing(store, id, { by, role, at }, (record) =>
    record.status === 'REVOKED'
      ? undefined
      : { ...record, status: 'REVOKED', data: { ...record.data, revokedAt: at, revokedBy: by } },
  );
}

/** Notes that a key was used; a use within a minute of the one noted is not. */
export async function noteUse(store: Store, { id, owner, role }: ApiKey, at: string): Promise<void> {
  await changing(store, id, { by: owner, role, at }, (record) =>
    isDue(keyOf(record), at) ? { ...record, data: { ...record.data, lastUsedAt: at } } : undefined,
  );
}

/** Whether a use now is to be noted. */
export const isDue = ({ lastUsedAt }: ApiKey, at: string) =>
  lastUsedAt === null || Date.parse(at) - Date.parse(lastUsedAt) >= 60_000;

/** How often a change is tried that others get in the way of. */
const mostTries = 5;

async function changing(
  store: Store,
  id: string,
  actor: KeyActor,
  change: (record: StoredRecord) => StoredRecord | undefined,
): Promise<ApiKey> {
  for (let tries = 1; ; tries += 1) {
    const changed = change(await recordById(store, id));
    if (!changed) return keyById(store, id);
    try {
      await store.write(recordsOnly(actor, [rewritten(changed, {})]));
      return keyOf(changed);
    } catch (error) {
      const inTheWay = error instanceof DomainError && error.code === 'VERSION_CONFLICT';
      if (!inTheWay || tries === mostTries) throw error;
    }
  }
}

async function recordById(store: Store, id: string): Promise<StoredRecord> {
  const record = await store.record(type, id);
  if (!record) throw absent(id);
  return record;
}

/** What there is to compare a key with; null where no key has the id. */
export async function keptKey(
  store: Store,
  id: string,
): Promise<{ readonly key: ApiKey; readonly digest: string } | null> {
  const record = await store.record(type, id);
  return record && { key: keyOf(record), digest: dataOf<Kept>(record).digest };
}

function keyOf({ id, owner, at, data }: Pick<StoredRecord, 'id' | 'owner' | 'at' | 'data'>): ApiKey {
  const { digest: _, ...shown } = dataOf<Kept>({ data });
  return { ...shown, id, owner, createdAt: at };
}
