import { grouped } from '../../support/grouped.ts';
import type { BoundValues } from '../read/bound-values.ts';

/** How the text of a condition names what it needs: in the statement itself, or in the query of a set. */
export interface Scope {
  value(value: unknown): string;
  set(name: string): string;
  variable(letter: string): string;
  /** Whether a sub-query for the condition may stand in the text: each takes the planner some 50 ms. */
  mayLook(condition: object): boolean;
}

/** A set of nodes of one statement, by the name of its variable: what a query finds, or several sets together. */
export type FilterSet = QueriedSet | UnitedSet;

export interface QueriedSet {
  readonly name: string;
  /** Its query needs sets of lower levels only. */
  readonly level: number;
  /** With `a[0]`, `a[1]` … for its inputs. */
  readonly query: string;
  /** `$p0` for a value, `s0` for a set. */
  readonly inputs: readonly string[];
}

export interface UnitedSet {
  readonly name: string;
  readonly level: number;
  readonly union: readonly string[];
}

/** Most sub-queries along relationships in one text. */
const mostLooks = 4;
/**
 * Most lists in one text that membership is tested in: the database keeps 16 of them hashed, and hashes more anew for each
 * row.
 */
export const mostTests = 12;
/** Most different queries of sets in one statement: each of them takes the planner some 100 ms. */
const mostQueries = 6;

/** Lets a text have sub-queries for the first few conditions that ask. */
function firstFew(): Scope['mayLook'] {
  const allowed = new Set<object>();
  return (condition) => {
    if (allowed.size < mostLooks) allowed.add(condition);
    return allowed.has(condition);
  };
}

/**
 * The sets of nodes that the filters of one statement name. Each is found once, before anything else. Sets that differ in
 * values alone share one query, so that the time of planning depends on how many sorts of conditions there are.
 */
export class FilterSets {
  readonly #sets = new Map<string, FilterSet>();
  readonly #levels = new Map<string, number>();
  readonly #parameters: BoundValues;
  #asked = false;
  /** The sets that the statement itself tests. */
  readonly tested = new Set<string>();
  /** Of the statement itself. */
  readonly main: Scope;

  constructor(parameters: BoundValues) {
    this.#parameters = parameters;
    const mayLook = firstFew();
    this.main = {
      value: (value) => parameters.addEqual(value),
      set: (name) => {
        this.tested.add(name);
        return name;
      },
      variable: (letter) => parameters.name(letter),
      mayLook: (condition) => {
        this.#asked = true;
        return mayLook(condition);
      },
    };
  }

  /** Whether the size of the graph had a say in how conditions are met. */
  get isSized(): boolean {
    return this.#asked || !this.isEmpty;
  }

  /** A scope for the query of a set, and the inputs that its text comes to name. */
  scope(): { readonly scope: Scope; readonly inputs: readonly string[] } {
    const inputs: string[] = [];
    let variables = 0;
    const place = (name: string) => {
      const known = inputs.indexOf(name);
      return `a[${known === -1 ? inputs.push(name) - 1 : known}]`;
    };
    const scope: Scope = {
      value: (value) => place(this.#parameters.addEqual(value)),
      set: place,
      variable: (letter) => `${letter}_${variables++}`,
      mayLook: firstFew(),
    };
    return { scope, inputs };
  }

  /** Takes a query and its inputs; gives the name of its set. */
  found(query: string, inputs: readonly string[]): string {
    return this.#add(JSON.stringify([query, inputs]), inputs, (name, level) => ({ name, level, query, inputs }));
  }

  /** The nodes of any of the sets; some of them may come several times. */
  union(names: readonly string[]): string {
    const union = [...new Set(names)].toSorted();
    return only(union) ?? this.#add(JSON.stringify(union), union, (name, level) => ({ name, level, union }));
  }

  /** The nodes of all of the sets. */
  common(names: readonly string[]): string {
    const [first = '', ...others] = [...new Set(names)];
    const tested = others.slice(0, mostTests - 1);
    if (tested.length === 0) return first;
    const conditions = tested.map((_, place) => `x IN a[${place + 1}]`);
    const query = `UNWIND a[0] AS x WITH x WHERE ${conditions.join(' AND ')} RETURN DISTINCT x`;
    return this.common([this.found(query, [first, ...tested]), ...others.slice(tested.length)]);
  }

  #add(key: string, needed: readonly string[], make: (name: string, level: number) => FilterSet): string {
    const known = this.#sets.get(key);
    if (known) return known.name;
    const level = 1 + Math.max(-1, ...needed.map((name) => this.#levels.get(name) ?? -1));
    const set = make(`s${this.#sets.size}`, level);
    this.#sets.set(key, set);
    this.#levels.set(set.name, level);
    return set.name;
  }

  get isEmpty(): boolean {
    return this.#sets.size === 0;
  }

  /** Whether one statement with all of it would take too long to plan. */
  get isLarge(): boolean {
    return this.#sets.size > mostQueries && this.levels().flatMap(queriesOf).length > mostQueries;
  }

  /** In an order in which each can be made from those before. */
  levels(): readonly (readonly FilterSet[])[] {
    const levels: FilterSet[][] = [];
    for (const set of this.#sets.values()) (levels[set.level] ??= []).push(set);
    return levels;
  }

  /** Binds all sets to their names, in the midst of a statement. */
  text(): string {
    return this.levels().map(levelText).join('');
  }
}

function levelText(level: readonly FilterSet[], depth: number): string {
  const lists = queriesOf(level).map(({ query, sets }, place) => ({ query, sets, list: `g${depth}_${place}` }));
  const found = lists.map(({ query, sets, list }) => {
    const rows = sets.map(({ inputs }) => `[${inputs.join(', ')}]`).join(', ');
    return `COLLECT { UNWIND [${rows}] AS a RETURN COLLECT { ${query} } } AS ${list}`;
  });
  const named = lists.flatMap(({ sets, list }) => sets.map(({ name }, place) => `${list}[${place}] AS ${name}`));
  const united = level.flatMap((set) => ('union' in set ? [`${set.union.join(' + ')} AS ${set.name}`] : []));
  const first = found.length > 0 ? ` WITH *, ${found.join(', ')}` : '';
  return `${first} WITH *, ${[...named, ...united].join(', ')}`;
}

/** The different queries of a level, each with its sets. */
export function queriesOf(level: readonly FilterSet[]) {
  const queried = level.filter((set): set is QueriedSet => 'query' in set);
  return [...grouped(queried, ({ query }) => query)].map(([query, sets]) => ({ query, sets }));
}

const only = <Item>(items: readonly Item[]): Item | undefined => (items.length === 1 ? items[0] : undefined);
