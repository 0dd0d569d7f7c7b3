import type { KeptChange } from '../store/history-chain.ts';
import type { Store, StoreContents, StoredNode } from '../store/store.ts';
import { graphAt } from './graph-at.ts';

/** Entries and nodes that are handed over at a time. */
const pageSize = 1_000;

/** All that a store holds as of now, while others write. */
export async function snapshotOf(store: Store): Promise<StoreContents> {
  const { place, records } = await store.recordsAtOnce();
  return {
    place,
    records,
    nodes: () => inPages(graphAt(store, place.sequence)),
    history: () => historyUpTo(store, place.sequence),
  };
}

/** All that a store holds that nobody writes to. */
export async function wholeOf(store: Store): Promise<StoreContents> {
  const { place, records } = await store.recordsAtOnce();
  return { place, records, nodes: () => store.contents(), history: () => historyUpTo(store, place.sequence) };
}

async function* historyUpTo(store: Store, last: number): AsyncGenerator<readonly KeptChange[]> {
  let after: KeptChange | null = null;
  for (let length = pageSize; length === pageSize;) {
    const page: readonly KeptChange[] = await store.keptHistory({ by: 'sequence', after, first: pageSize });
    const kept = page.filter(({ sequence }) => sequence <= last);
    if (kept.length > 0) yield kept;
    after = page.at(-1) ?? null;
    length = kept.length;
  }
}

async function* inPages(nodes: AsyncIterable<StoredNode>): AsyncGenerator<readonly StoredNode[]> {
  let page: StoredNode[] = [];
  for await (const node of nodes) {
    page.push(node);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
