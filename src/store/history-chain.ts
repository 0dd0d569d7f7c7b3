import { createHash } from 'node:crypto';
import type { Change } from './change-set.ts';

/*
 * Each entry of the history carries a hash over the one before it and over its own text, so that none can be changed,
 * taken out, put in or moved without breaking all that follow (decision 0013).
 */

/** An entry's place and hash: whoever knows it can tell later whether the history up to there is still the same. */
export interface HistoryPlace {
  readonly sequence: number;
  readonly hash: string;
}

/** Where the history stands, as the store notes it beside the entries, and how many entries there are up to there. */
export interface HistoryHead extends HistoryPlace {
  readonly entries: number;
}

/** One entry as it is kept, letter by letter. */
export interface KeptChange extends HistoryPlace {
  /** By which the history of one node is looked up; the text says it too. */
  readonly nodeId: string;
  /** The `Change` as JSON without white space, its members in the order in which {@link ChangeLog} writes them. */
  readonly text: string;
}

/** A page of the history as it is kept: in order of sequences, or node by node in order of ids, then of sequences. */
export interface KeptHistoryRead {
  readonly by: 'sequence' | 'node';
  /** The last entry seen, or null for the first page. */
  readonly after: Pick<KeptChange, 'sequence' | 'nodeId'> | null;
  readonly first: number;
}

/** Before the first entry. */
export const beginning: HistoryPlace = { sequence: 0, hash: '0'.repeat(64) };

/** The hash of an entry: SHA-256, in hexadecimal digits, of the hash before it, a line feed, and its text in UTF-8. */
export const chainedHash = (before: string, text: string) =>
  createHash('sha256').update(`${before}\n${text}`).digest('hex');

/** The entry that a text of the history tells; whether it is as it was written, its hash tells. */
export const changeOfText = ({ text }: Pick<KeptChange, 'text'>) => JSON.parse(text) as Change;
