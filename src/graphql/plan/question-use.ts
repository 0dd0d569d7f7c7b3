import { all, map, type Late } from './late.ts';

/** A question that is computed at one place of an operation. */
export interface QuestionUse {
  /** The name of its field. */
  readonly question: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** The entries that it is computed for, at most. */
  readonly entries: number;
}

/** The same below each node of a page. */
export const usesBy = (nodes: number, uses: readonly QuestionUse[]): readonly QuestionUse[] =>
  uses.map((use) => ({ ...use, entries: use.entries * nodes }));

export const concatenated = (uses: readonly Late<readonly QuestionUse[]>[]): Late<readonly QuestionUse[]> =>
  map(all(uses), (lists) => lists.flat());
