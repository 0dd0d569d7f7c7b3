import { changeOfText, type KeptChange } from '../../store/history-chain.ts';
import type { Store } from '../../store/store.ts';
import { pageSize } from './check-chain.ts';
import { replay, type ReplayedNode } from './replay.ts';

/**
 * The nodes that the history leaves up to its entry of the number `last`, in order of id. A kind that the model lost is in
 * no answer either.
 */
export async function* replayedNodes(store: Store, last: number): AsyncGenerator<ReplayedNode> {
  let replayed: ReplayedNode | null = null;
  for await (const entry of entriesByNode(store)) {
    if (replayed && replayed.id !== entry.nodeId) {
      yield replayed;
      replayed = null;
    }
    if (entry.sequence > last) continue;
    const change = changeOfText(entry);
    replayed = store.model.kinds[change.kind] ? replay(replayed, change) : null;
  }
  if (replayed) yield replayed;
}

async function* entriesByNode(store: Store): AsyncGenerator<KeptChange> {
  let after: KeptChange | null = null;
  for (let length = pageSize; length === pageSize;) {
    const page: readonly KeptChange[] = await store.keptHistory({ by: 'node', after, first: pageSize });
    yield* page;
    after = page.at(-1) ?? null;
    length = page.length;
  }
}
