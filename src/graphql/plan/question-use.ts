import { all, map, type Deferred } from './deferred.ts';

/** A question that is computed at one place of an operation. */
export interface QuestionUse {
  /** The name of its field. */
  readonly question: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The entries that it is computed for, at most. */
  readonly entries: number;
}

/** The same below each node of a page. */
export const usesBy = (nodes: number, uses: readonly QuestionUse[]): readonly QuestionUse[] =>
  uses.map((use) => ({ ...use, entries: use.entries * nodes }));

export const concatenated = (uses: readonly Deferred<readonly QuestionUse[]>[]): Deferred<readonly QuestionUse[]> =>
  map(all(uses), (lists) => lists.flat());
