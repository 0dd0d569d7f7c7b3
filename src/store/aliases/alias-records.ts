import { rewritten, type RecordWrite, type StoredRecord } from '../record.ts';
import type { Store } from '../store.ts';

/** An id whose entry was merged into another one: a record of that id, about the entry that stands for it. */
export const aliasType = 'alias';

/**
 * Of some ids those whose entries were merged away, each with the entry that it was merged into. That one may have been
 * merged since: whoever does not find it asks again. One statement, and none for no ids.
 */
export async function aliasesOf(
  store: Store,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const records = await store.recordsById(aliasType, ids, signal);
  return new Map(records.filter(stands).map(({ id, subject }) => [id, subject ?? id]));
}

export const stands = ({ status }: StoredRecord) => status === 'MERGED';

interface Aliasing {
  readonly id: string;
  readonly survivor: string;
  /** The record of the merge, which can bring the entry back. */
  readonly merge: string;
  readonly by: string;
  readonly at: string;
}

/** Lets an id answer with another entry. An id may be merged away anew after it was brought back. */
export const aliasRecord = (
  { id, survivor, merge, by, at }: Aliasing,
  present: Pick<StoredRecord, 'version'> | null,
): RecordWrite => ({
  type: aliasType,
  id,
  expectedVersion: present?.version ?? 0,
  status: 'MERGED',
  owner: by,
  at,
  subject: survivor,
  data: { merge },
});

/** The id is that of an entry again. */
export const endedAlias = (alias: StoredRecord): RecordWrite => rewritten(alias, { status: 'UNDONE' });
