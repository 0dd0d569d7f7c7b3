import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { rewritten, type RecordWrite } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import { heldEntry, heldRecord, holdsOf, isHeld, isTitleName, sourceNames } from '../reservations/holds.ts';
import { needType } from '../notices/need.ts';

/* What is kept beside the graph about an entry goes over to the one that stands for it, and back. */

export interface Moving {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly at: string;
}

/**
 * The DOI, PubMed id and ISBN of a source that is merged away lead to the survivor, so that nobody adds the document again.
 * What another entry holds stays with it.
 */
export async function movedHolds(
  store: Store,
  attributes: AttributeRecord,
  { from, to, by, at }: Moving,
): Promise<RecordWrite[]> {
  const names = sourceNames(attributes);
  const present = await holdsOf(store, names);
  return names.flatMap((name) => {
    const hold = present.get(name);
    if (isHeld(hold)) return heldEntry(hold) === from ? [rewritten(hold, { data: { entry: to, was: from } })] : [];
    if (isTitleName(name)) return [];
    const made = heldRecord({ name, entry: to, proposal: null, by, at }, hold ?? null);
    return [{ ...made, data: { ...made.data, was: from } }];
  });
}

/** Holds by their names, for another entry from now on; those that are somebody else's by now stay as they are. */
export async function returnedHolds(
  store: Store,
  names: readonly string[],
  { from, to }: Pick<Moving, 'from' | 'to'>,
): Promise<RecordWrite[]> {
  const holds = await holdsOf(store, names);
  return [...holds.values()]
    .filter((hold) => heldEntry(hold) === from)
    .map((hold) => rewritten(hold, { data: { entry: to } }));
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
