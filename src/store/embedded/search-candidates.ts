import type { SearchRead } from '../read-plan.ts';
import { wordsAt, type Locate } from '../read/plan-places.ts';
import { searchCandidates, searchTiers, wholeName, wordWithin } from '../read/search-ranking.ts';
import { matchExpression } from './compile-filter.ts';
import { literal } from './names.ts';
import type { Values } from './values.ts';

/** The candidates of a search with the key of their rank. */
export function rankedCandidates(read: SearchRead, values: Values, at: Locate<SearchRead>): string {
  const all = read.words.map((_, place) => `instr(names, ${values.add(wordsAt(at, wordAt(place)))}) > 0`).join(' AND ');
  const tiers = `WHEN instr(names, ${values.add(wordsAt(at, wholeName))}) > 0 THEN ${literal(searchTiers.name)} WHEN ${all} THEN ${literal(searchTiers.names)}`;
  const tier = `CASE ${tiers} ELSE ${literal(searchTiers.texts)} END`;
  return `SELECT seq, kind, ${tier} || place AS key FROM ${candidatesOf(read, values, at)}`;
}

const wordAt = (place: number) => (words: readonly string[]) => wordWithin(words, place);

export function candidatesOf(read: SearchRead, values: Values, at: Locate<SearchRead>): string {
  const { kinds } = read;
  const match = values.add(wordsAt(at, matchExpression));
  const ofKinds =
    kinds.length > 0 ? ` AND kind IN (SELECT value FROM json_each(${values.add(JSON.stringify(kinds))}))` : '';
  const best = read.anyCandidates === true ? '' : ' ORDER BY rank';
  return `(SELECT rowid AS seq, kind, names, place FROM search WHERE search MATCH ${match}${ofKinds}${best} LIMIT ${searchCandidates})`;
}
