import type { HistoryPlace } from '../../store/history-chain.ts';
import type { Store, StoredNode } from '../../store/store.ts';
import { checkChain, type ChainBreak } from './check-chain.ts';
import { differences, type Difference } from './differences.ts';
import { paired } from './paired.ts';
import { replayedNodes } from './replayed-nodes.ts';

export interface HistoryReport {
  /** The last sound entry: who keeps it elsewhere can find out later whether the history was written anew. */
  readonly head: HistoryPlace;
  readonly broken: ChainBreak | null;
  /** What the replay found; null where the chain is broken, as a broken history proves nothing. */
  readonly replayed: Replayed | null;
}

export interface Replayed {
  readonly nodes: number;
  readonly edges: number;
  /** Nodes that were written to after the replay began: they are left out. */
  readonly changedMeanwhile: number;
  /** How many there are, and the first of them. */
  readonly differing: number;
  readonly differences: readonly Difference[];
}

/** Most differences that are listed; all are counted. */
const mostListed = 100;

/**
 * Checks that the history is the one that was written, and that the graph is what its replay gives. Memory is bounded: both
 * come in order of ids, a page at a time.
 */
export async function verifyHistory(store: Store, noted?: HistoryPlace): Promise<HistoryReport> {
  const { head, broken } = await checkChain(store, noted);
  return { head, broken, replayed: broken ? null : await replayed(store, head) };
}

async function replayed(store: Store, head: HistoryPlace): Promise<Replayed> {
  let [nodes, edges, changedMeanwhile, differing] = [0, 0, 0, 0];
  const listed: Difference[] = [];
  for await (const { replayed, found } of paired(replayedNodes(store, head.sequence), foundNodes(store))) {
    nodes += found ? 1 : 0;
    edges += found?.edges.length ?? 0;
    const here = differences(store.model, replayed, found);
    if (here.length === 0) continue;
    const id = replayed?.id ?? found?.id ?? '';
    if ((await store.historyOf(id, { after: head.sequence, first: 1 })).length > 0) changedMeanwhile += 1;
    else {
      differing += here.length;
      listed.push(...here.slice(0, mostListed - listed.length));
    }
  }
  return { nodes, edges, changedMeanwhile, differing, differences: listed };
}

/** The nodes as they are stored, in order of id. */
export async function* foundNodes(store: Store): AsyncGenerator<StoredNode> {
  for await (const page of store.contents()) yield* page;
}
