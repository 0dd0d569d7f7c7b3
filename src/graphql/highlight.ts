import type { Model } from '../domain/model.ts';
import { fold } from '../support/fold.ts';
import type { NodeRow } from '../store/read-plan.ts';

export interface HighlightedText {
  readonly attribute: string;
  readonly text: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** Longest text shown around the first word found. */
const longestFragment = 200;

/** Where the searched words stand in a node's searchable texts. The last word counts as a beginning. */
export function highlightsOf(model: Model, row: NodeRow, words: readonly string[]): HighlightedText[] {
  const attributes = Object.entries(model.kinds[row.__typename]?.attributes ?? {});
  return attributes
    .filter(([, { search }]) => search !== undefined)
    .flatMap(([attribute]) => textsIn(row[attribute]).map((text) => ({ attribute, ...fragmentOf(text, words) })))
    .filter(({ ranges }) => ranges.length > 0);
}

const textsIn = (value: unknown): string[] => [value].flat().filter((item) => typeof item === 'string');

function fragmentOf(text: string, words: readonly string[]) {
  const found = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter(([word]) => matches(fold(word), words));
  const first = found[0]?.index ?? 0;
  const start =
    text.length <= longestFragment || first < longestFragment / 2
      ? 0
      : text.lastIndexOf(' ', first - longestFragment / 4) + 1;
  const shown = text.slice(start, start + longestFragment).replace(/[\uD800-\uDBFF]$/u, '');
  const ranges = found
    .map(({ index, 0: word }) => ({ start: index - start, end: index - start + word.length }))
    .filter((range) => range.end <= shown.length && range.start >= 0);
  return { text: shown, ranges };
}

const matches = (word: string, words: readonly string[]) =>
  words.some((wanted, index) => word === wanted || (index === words.length - 1 && word.startsWith(wanted)));
