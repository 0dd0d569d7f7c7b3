import type { ReadPlan, SearchRead } from '../read-plan.ts';
import { matchExpression } from './compile-filter.ts';
import type { Values } from './values.ts';

/** How the search of a request is found in its plan. */
type At = (plan: ReadPlan) => SearchRead;

/** Candidates that a search ranks; the engine picks them by its own relevance (BM25). */
const searchCandidates = 1000;

/** The candidates of a search with the key of their rank. */
export function rankedCandidates(read: SearchRead, values: Values, at: At = () => read): string {
  const inNames = read.words.map((_, place) => (plan: ReadPlan) => {
    const { words } = at(plan);
    return ` ${words[place]}${place === words.length - 1 ? '' : ' '}`;
  });
  const phrase = (plan: ReadPlan) => `| ${at(plan).words.join(' ')} |`;
  const all = inNames.map((word) => `instr(names, ${values.add(word)}) > 0`).join(' AND ');
  const tier = `CASE WHEN instr(names, ${values.add(phrase)}) > 0 THEN '0' WHEN ${all} THEN '1' ELSE '2' END`;
  return `SELECT seq, kind, ${tier} || ' ' || place AS key FROM ${candidatesOf(read, values, at)}`;
}

export function candidatesOf(read: SearchRead, values: Values, at: At = () => read): string {
  const { kinds } = read;
  const match = values.add((plan) => matchExpression(at(plan).words));
  const ofKinds =
    kinds.length > 0 ? ` AND kind IN (SELECT value FROM json_each(${values.add(JSON.stringify(kinds))}))` : '';
  const best = read.anyCandidates === true ? '' : ' ORDER BY rank';
  return `(SELECT rowid AS seq, kind, names, place FROM search WHERE search MATCH ${match}${ofKinds}${best} LIMIT ${searchCandidates})`;
}
