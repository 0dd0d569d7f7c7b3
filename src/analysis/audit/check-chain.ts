import type { Change } from '../../store/change-set.ts';
import { beginning, chainedHash, changeOfText, type HistoryPlace, type KeptChange } from '../../store/history-chain.ts';
import type { Store } from '../../store/store.ts';

/** Where the history is not what was written, and how that shows. */
export interface ChainBreak {
  readonly sequence: number;
  readonly message: string;
}

export interface CheckedChain {
  /** The last entry that is sound. */
  readonly head: HistoryPlace;
  readonly broken: ChainBreak | null;
}

/** Entries read at a time, and so kept in memory. */
export const pageSize = 1_000;

/** How often the head is looked at again where a writer may be between two looks. */
const mostLooks = 3;

/**
 * Follows the chain from its beginning to the head that the store notes, also one that moves on meanwhile. `noted` is a
 * place that somebody wrote down earlier, elsewhere: it must still be in the chain.
 */
export async function checkChain(store: Store, noted?: HistoryPlace): Promise<CheckedChain> {
  let head: HistoryPlace = beginning;
  let after: KeptChange | null = null;
  for (let looks = 0; looks < mostLooks;) {
    const page = await store.keptHistory({ by: 'sequence', after, first: pageSize });
    for (const entry of page) {
      const message = faultOf(entry, head, noted);
      if (message !== undefined) return { head, broken: { sequence: head.sequence + 1, message } };
      head = { sequence: entry.sequence, hash: entry.hash };
      after = entry;
    }
    if (page.length > 0) looks = 0;
    else if ((await faultOfHead(store, head)) === undefined) return { head, broken: missingNote(head, noted) };
    else looks += 1;
  }
  const message = (await faultOfHead(store, head)) ?? 'the history is written faster than it can be read';
  return { head, broken: { sequence: head.sequence + 1, message } };
}

function faultOf(entry: KeptChange, before: HistoryPlace, noted: HistoryPlace | undefined): string | undefined {
  const expected = before.sequence + 1;
  if (entry.sequence !== expected) return `entry ${expected} is not there; the next one is ${entry.sequence}`;
  if (entry.hash !== chainedHash(before.hash, entry.text))
    return 'its hash is not that of its text and the entry before it: it was changed, or something before it was';
  const { sequence, nodeId } = parsed(entry.text);
  if (sequence !== expected || nodeId !== entry.nodeId)
    return `it is kept as entry ${entry.sequence} of ${entry.nodeId}, but tells of itself that it is ${sequence} of ${nodeId}`;
  if (noted?.sequence === expected && noted.hash !== entry.hash)
    return 'it has another hash than was noted: the history was written anew';
  return undefined;
}

/** Whoever can write a hash that fits can write anything in front of it. */
function parsed(text: string): Partial<Change> {
  try {
    return changeOfText({ text });
  } catch {
    return {};
  }
}

/** What the store notes of its head must be what is found there. */
async function faultOfHead(store: Store, { sequence, hash }: HistoryPlace): Promise<string | undefined> {
  const head = await store.historyHead();
  if (head.sequence > sequence) return `entries ${sequence + 1} to ${head.sequence} are not there`;
  if (head.sequence < sequence) return `the store notes ${head.sequence} as its last entry, but there are more`;
  if (head.hash !== hash) return 'the store notes another hash for its last entry';
  return head.entries === sequence ? undefined : `there are ${head.entries} entries where ${sequence} belong`;
}

function missingNote({ sequence }: HistoryPlace, noted: HistoryPlace | undefined): ChainBreak | null {
  if (noted === undefined || noted.sequence <= sequence) return null;
  return { sequence: sequence + 1, message: `entry ${noted.sequence} was noted and is not there` };
}
