import { placeOfRecord } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import { keptMergeOf, mergeType, type KeptMerge } from './merge.ts';

const mostOfPage = 50;

/** Every merge that was not undone, oldest first, a page in hand at a time. */
export async function* standingMerges(store: Store): AsyncIterable<KeptMerge> {
  for (let after: string | null = null; ;) {
    const records = await store.records({ type: mergeType, status: 'MERGED', after, first: mostOfPage });
    for (const record of records) yield keptMergeOf(record);
    const last = records.at(-1);
    if (!last || records.length < mostOfPage) return;
    after = placeOfRecord(last);
  }
}
