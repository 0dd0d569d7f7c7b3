import neo4j from 'neo4j-driver';
import type { Run } from './connection.ts';
import { queriesOf, type FilterSets, type QueriedSet } from './filter-sets.ts';

/*
 * Where the filters of one statement have many sorts of conditions, each sort is a statement of its own: the text of each
 * is short, the same for every request that has such a condition, and a deadline ends between them. Nodes go from one
 * to the next by the database's own ids.
 */

type Ids = readonly string[];

/** Lists of ids as lists of nodes. */
const nodesOf = (ids: string) =>
  `COLLECT { UNWIND ${ids} AS ids RETURN COLLECT { MATCH (n) WHERE elementId(n) IN ids RETURN n } }`;

/** Binds the sets that a statement tests to their names, from the parameter `$sets`. */
export function handedOver({ tested }: FilterSets): string {
  const named = [...tested].map((name, place) => `g[${place}] AS ${name}`);
  return ` WITH *, ${nodesOf('$sets')} AS g WITH *, ${named.join(', ')}`;
}

/** What {@link handedOver} takes. */
export async function findSets(run: Run, sets: FilterSets, parameters: Readonly<Record<string, unknown>>) {
  const found = new Map<string, Ids>();
  for (const level of sets.levels()) {
    for (const { query, sets: alike } of queriesOf(level)) {
      const lists = await findAlike(run, { query, alike, found, parameters });
      for (const [place, { name }] of alike.entries()) found.set(name, lists[place] ?? []);
    }
    for (const set of level)
      if ('union' in set) found.set(set.name, [...new Set(set.union.flatMap((name) => found.get(name) ?? []))]);
  }
  return [...sets.tested].map((name) => found.get(name) ?? []);
}

interface Alike {
  readonly query: string;
  readonly alike: readonly QueriedSet[];
  readonly found: ReadonlyMap<string, Ids>;
  readonly parameters: Readonly<Record<string, unknown>>;
}

async function findAlike(run: Run, { query, alike, found, parameters }: Alike): Promise<readonly Ids[]> {
  const needed = [...new Set(alike.flatMap(({ inputs }) => inputs))].filter((name) => !isValue(name));
  const rows = alike.map(({ inputs }) =>
    inputs.map((name) => (isValue(name) ? parameters[name.slice(1)] : neo4j.int(needed.indexOf(name)))),
  );
  const [{ inputs } = { inputs: [] }] = alike;
  const row = inputs.map((name, place) => (isValue(name) ? `row[${place}]` : `g[row[${place}]]`));
  const text =
    `WITH *, ${nodesOf('$sets')} AS g UNWIND $rows AS row WITH *, [${row.join(', ')}] AS a ` +
    `RETURN [x IN COLLECT { ${query} } | elementId(x)] AS ids`;
  const answer = await run<{ ids: Ids }>(text, { sets: needed.map((name) => found.get(name) ?? []), rows });
  return answer.map(({ ids }) => ids);
}

const isValue = (name: string) => name.startsWith('$');
