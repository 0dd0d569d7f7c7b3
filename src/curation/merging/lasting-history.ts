import type { Change } from '../../store/change-set.ts';
import type { HistoryPage, Store } from '../../store/store.ts';
import { aliasesOf } from '../../store/aliases/alias-records.ts';

/**
 * The history of an entry, and from where it was merged into another one that of the other: what was done to what its id
 * means. One statement, unless the page comes to the end of an entry that is gone.
 */
export async function lastingHistory(
  store: Store,
  id: string,
  { after, first }: HistoryPage,
  signal?: AbortSignal,
): Promise<readonly Change[]> {
  const own = await store.historyOf(id, { after, first }, signal);
  const last = own.at(-1);
  if (own.length === first || (last && last.what !== 'REMOVED')) return own;
  const survivor = (await aliasesOf(store, [id], signal)).get(id);
  if (survivor === undefined) return own;
  const since = { after: last?.sequence ?? after, first: first - own.length };
  return [...own, ...(await lastingHistory(store, survivor, since, signal))];
}
