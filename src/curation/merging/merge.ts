import type { EdgeWrite } from '../../store/change-set.ts';
import { dataOf, rewritten, subjectOf, type RecordWrite, type StoredRecord } from '../../store/record.ts';
import type { WholeEntry } from './whole-entry.ts';

/** What a merge did, or would do. */
export interface Merge {
  /** Null where nothing was written. */
  readonly id: string | null;
  /** The id that answers with the survivor from then on. */
  readonly duplicate: string;
  readonly survivor: string;
  /** What the two said differently: what was kept, and what left the graph. */
  readonly differences: readonly Difference[];
  /** Connections that the survivor gained. */
  readonly moved: number;
  /** Connections that it had already, or could not have. */
  readonly leftOut: number;
}

export interface Difference {
  readonly attribute: string;
  readonly kept: unknown;
  readonly left: unknown;
}

/** Everything that it takes to bring a merged entry back as it was. */
export interface KeptMerge extends Merge {
  readonly id: string;
  readonly entry: Omit<WholeEntry, 'version'>;
  /** The connections that were made in place of the entry's own. */
  readonly added: readonly EdgeWrite[];
  /** Names that were reserved for the entry, and lead to the survivor now. */
  readonly reservations: readonly string[];
  /** Needs for review that were about the entry, and are about the survivor now. */
  readonly needs: readonly string[];
}

export const mergeType = 'merge';

/** `holds` is the name that stored files have for the reservations. */
export const mergeRecord = (
  { id, survivor, reservations: holds, ...data }: KeptMerge,
  by: string,
  at: string,
): RecordWrite => ({
  type: mergeType,
  id,
  expectedVersion: 0,
  status: 'MERGED',
  owner: by,
  at,
  subject: survivor,
  data: { ...data, holds },
});

/** Undoes {@link mergeRecord}. */
export function keptMergeOf(record: StoredRecord): KeptMerge {
  const { holds, ...data } = dataOf<StoredMerge>(record);
  return { ...data, id: record.id, survivor: subjectOf(record), reservations: holds };
}

type StoredMerge = Omit<KeptMerge, 'id' | 'survivor' | 'reservations'> & { readonly holds: KeptMerge['reservations'] };

/** The part of a merge that clients see. */
export const mergeOf = ({ id, duplicate, survivor, differences, moved, leftOut }: Merge): Merge => ({
  id,
  duplicate,
  survivor,
  differences,
  moved,
  leftOut,
});

/** The entry is back; what was kept of it stays kept. */
export const undoneMerge = (merge: StoredRecord): RecordWrite => rewritten(merge, { status: 'UNDONE' });
