import type { SearchRead } from '../read-plan.ts';
import { matchExpression } from './compile-filter.ts';
import { wordsAt, type At } from './plan-places.ts';
import type { Values } from './values.ts';

/** Candidates that a search ranks; the engine picks them by its own relevance (BM25). */
const searchCandidates = 1000;

/** The candidates of a search with the key of their rank. */
export function rankedCandidates(read: SearchRead, values: Values, at: At<SearchRead> = () => read): string {
  const all = read.words
    .map((_, place) => `instr(names, ${values.add(wordsAt(at, wordInNames(place)))}) > 0`)
    .join(' AND ');
  const tier = `CASE WHEN instr(names, ${values.add(wordsAt(at, phraseInNames))}) > 0 THEN '0' WHEN ${all} THEN '1' ELSE '2' END`;
  return `SELECT seq, kind, ${tier} || ' ' || place AS key FROM ${candidatesOf(read, values, at)}`;
}

/** A word with what stands around it in names: the last one may be the beginning of a longer word. */
const wordInNames = (place: number) => (words: readonly string[]) =>
  ` ${words[place]}${place === words.length - 1 ? '' : ' '}`;

/** All words as a whole name. */
const phraseInNames = (words: readonly string[]) => `| ${words.join(' ')} |`;

export function candidatesOf(read: SearchRead, values: Values, at: At<SearchRead> = () => read): string {
  const { kinds } = read;
  const match = values.add(wordsAt(at, matchExpression));
  const ofKinds =
    kinds.length > 0 ? ` AND kind IN (SELECT value FROM json_each(${values.add(JSON.stringify(kinds))}))` : '';
  const best = read.anyCandidates === true ? '' : ' ORDER BY rank';
  return `(SELECT rowid AS seq, kind, names, place FROM search WHERE search MATCH ${match}${ofKinds}${best} LIMIT ${searchCandidates})`;
}
