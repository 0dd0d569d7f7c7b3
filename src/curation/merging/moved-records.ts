import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { rewritten, type RecordWrite } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import {
  reservedEntry,
  reservationRecord,
  reservationsOf,
  isReserved,
  isTitleName,
  sourceNames,
} from '../reservations/reservations.ts';
import { needType } from '../notices/need.ts';

/* The side records of an entry (reservations, needs for review) go over to the one that stands for it, and back. */

export interface Moving {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly at: string;
}

/**
 * The DOI, PubMed id and ISBN of a source that is merged away lead to the survivor, so that nobody adds the document again.
 * A name that is reserved for another entry stays with that one.
 */
export async function movedReservations(
  store: Store,
  attributes: AttributeRecord,
  { from, to, by, at }: Moving,
): Promise<RecordWrite[]> {
  const names = sourceNames(attributes);
  const present = await reservationsOf(store, names);
  return names.flatMap((name) => {
    const reservation = present.get(name);
    if (isReserved(reservation))
      return reservedEntry(reservation) === from ? [rewritten(reservation, { data: { entry: to, was: from } })] : [];
    if (isTitleName(name)) return [];
    const made = reservationRecord({ name, entry: to, proposal: null, by, at }, reservation ?? null);
    return [{ ...made, data: { ...made.data, was: from } }];
  });
}

/** Holds by their names, for another entry from now on; those that are somebody else's by now stay as they are. */
export async function returnedReservations(
  store: Store,
  names: readonly string[],
  { from, to }: Pick<Moving, 'from' | 'to'>,
): Promise<RecordWrite[]> {
  const reservations = await reservationsOf(store, names);
  return [...reservations.values()]
    .filter((reservation) => reservedEntry(reservation) === from)
    .map((reservation) => rewritten(reservation, { data: { entry: to } }));
}

/** As many as notices on one source can open. */
const mostNeeds = 500_000;

/** Needs for review that are open because of a source. */
export async function movedNeeds(store: Store, { from, to }: Pick<Moving, 'from' | 'to'>): Promise<RecordWrite[]> {
  const needs = await store.records({ type: needType, subject: from, status: 'OPEN', after: null, first: mostNeeds });
  return needs.map((need) => rewritten(need, { subject: to }));
}

export async function returnedNeeds(store: Store, ids: readonly string[], to: string): Promise<RecordWrite[]> {
  const needs = await store.recordsById(needType, ids);
  return needs.filter(({ status }) => status === 'OPEN').map((need) => rewritten(need, { subject: to }));
}
