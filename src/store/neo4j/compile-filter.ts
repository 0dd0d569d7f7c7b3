import { kindOfId } from '../../domain/ids.ts';
import { memberOf, traversalOf, type Model, type Traversal } from '../../domain/model.ts';
import type { Along, Candidates, FilterSizes } from '../filter-sizes.ts';
import type { Filter } from '../read-plan.ts';
import { upperEnd } from '../read/key-range.ts';
import { wordsWithin } from '../read/search-ranking.ts';
import { mostTests, type FilterSets, type Scope } from './filter-sets.ts';
import { identifier, searchProperties } from './names.ts';
import { indexHint } from './index-hint.ts';

/*
 * A condition along a relationship is met by whoever is in a set, which the statement finds before anything else from
 * its far end; or it is looked up at each candidate, where nothing can multiply that. See `FilterSizes`.
 */

/** Where a condition is met: a variable that is bound to a node of one of the kinds. */
export interface FilterPlace {
  readonly model: Model;
  readonly sizes: FilterSizes;
  readonly sets: FilterSets;
  readonly scope: Scope;
  readonly kinds: readonly string[];
  readonly variable: string;
  readonly candidates: Candidates;
  /** Whether there are so many lists to test membership in that parts become sets. */
  readonly parted?: boolean | undefined;
}

/** A folded filter as a Cypher condition that is true or false, never null. */
export function compileFilter(place: FilterPlace, filter: Filter): string {
  const parted = place.parted ?? testsOf(filter) > mostTests;
  return condition({ ...place, parted }, filter);
}

/** A query without its end, from where those of a filter's nodes are found that may meet it, to all that meet it. */
export function matchMeeting(place: FilterPlace, filter: Filter): string {
  const { start, rest } = startOf(place, filter) ?? { start: kindScan(place), rest: partsOf(filter) };
  return rest.length === 0 ? start : `${start} WHERE ${compileAll(place, rest)}`;
}

/** All of some folded filters; one alone as it is, so that what is parted becomes smaller each time. */
export function compileAll(place: FilterPlace, filters: readonly Filter[]): string {
  const [only] = filters;
  return compileFilter(place, filters.length === 1 && only ? only : { all: filters });
}

interface Start {
  /** A query that binds the variable; what follows may begin with WHERE. */
  readonly start: string;
  /** What is still to be met, all of it. */
  readonly rest: readonly Filter[];
  /** Whether nodes of other kinds may be among them. */
  readonly anyKind?: boolean;
}

const partsOf = (filter: Filter): readonly Filter[] => ('all' in filter ? filter.all : [filter]);

/** Where a filter names the nodes themselves, or sets that are found anyway, that is where to start. */
export function startOf(place: FilterPlace, filter: Filter): Start | undefined {
  const parts = partsOf(filter);
  const ids = parts.find((part) => 'in' in part && part.attribute === 'id');
  if (ids && 'in' in ids) return { start: idsStart(place, ids.in), rest: parts.filter((part) => part !== ids) };
  const sets = parts.filter((part) => isSet(place, part));
  if (sets.length === 0) return undefined;
  const names = sets.toSorted((one, other) => sizeOf(place, one) - sizeOf(place, other));
  const list = place.scope.set(place.sets.common(names.map((part) => setOf(place, part))));
  const start = `UNWIND ${list} AS ${place.variable} WITH ${place.variable}`;
  return { start, rest: parts.filter((part) => !sets.includes(part)), anyKind: true };
}

const sizeOf = ({ sizes, kinds }: FilterPlace, part: Filter): number =>
  kinds.reduce((sum, kind) => sum + sizes.matching(kind, part), 0);

function idsStart({ model, kinds, variable, scope }: FilterPlace, ids: readonly unknown[]): string {
  const lists = kinds.flatMap((kind) => {
    const wanted = ids.filter((id) => kindOfId(model, String(id)) === kind);
    return wanted.length === 0 ? [] : [{ kind, wanted }];
  });
  const [first] = lists;
  if (!first) return `UNWIND [] AS ${variable} WITH ${variable}`;
  const match = ({ kind, wanted }: typeof first, bound: string) =>
    `UNWIND ${scope.value([...new Set(wanted)])} AS ${bound}_id MATCH (${bound}:${identifier(kind)}) ${indexHint(bound, kind, 'id')} WHERE ${bound}.id = ${bound}_id`;
  if (lists.length === 1) return `${match(first, variable)} WITH ${variable}`;
  const found = lists.map((list) => {
    const bound = scope.variable('i');
    return `COLLECT { ${match(list, bound)} RETURN ${bound} }`;
  });
  return `UNWIND ${found.join(' + ')} AS ${variable} WITH ${variable}`;
}

const kindScan = ({ kinds, variable }: FilterPlace) => `MATCH (${variable}:${kinds.map(identifier).join('|')})`;

function condition(place: FilterPlace, filter: Filter): string {
  if ('all' in filter) return joined(place, 'all', filter.all);
  if ('any' in filter) return joined(place, 'any', filter.any);
  if (isSet(place, filter)) return isIn(place, setOf(place, filter));
  if ('not' in filter) return `NOT ${condition(place, filter.not)}`;
  if ('kinds' in filter) return ofKinds(place, filter.kinds);
  if ('words' in filter) return words(place, filter.words);
  if ('field' in filter) return look(place, filter);
  return 'in' in filter ? oneOf(place, filter.attribute, filter.in) : between(place, filter);
}

const isIn = ({ variable, scope }: FilterPlace, set: string) => `${variable} IN ${scope.set(set)}`;

/** Sets are put together before anything is tested, so that there are two tests of membership at most. */
function joined(place: FilterPlace, join: 'all' | 'any', filters: readonly Filter[]): string {
  if (filters.length === 0) return constant(place, join === 'all');
  const together = (names: readonly string[], by: 'all' | 'any') =>
    by === 'all' ? place.sets.common(names) : place.sets.union(names);
  const inside = filters.filter((filter) => isSet(place, filter)).map((filter) => setOf(place, filter));
  const outside = filters.flatMap((filter) =>
    'not' in filter && isSet(place, filter.not) ? [setOf(place, filter.not)] : [],
  );
  const others = filters.filter((filter) => !isSet(place, filter) && !('not' in filter && isSet(place, filter.not)));
  const texts = [
    ...others.map((filter) => condition(place, filter)),
    ...(inside.length > 0 ? [isIn(place, together(inside, join))] : []),
    ...(outside.length > 0 ? [`NOT ${isIn(place, together(outside, join === 'all' ? 'any' : 'all'))}`] : []),
  ];
  return `(${[...new Set(texts)].join(join === 'all' ? ' AND ' : ' OR ')})`;
}

/** Lists in which membership is tested, at most. */
function testsOf(filter: Filter): number {
  if ('all' in filter) return filter.all.reduce((sum, part) => sum + testsOf(part), 0);
  if ('any' in filter) return filter.any.reduce((sum, part) => sum + testsOf(part), 0);
  if ('not' in filter) return testsOf(filter.not);
  if ('field' in filter) return 1 + testsOf(filter.some);
  return 'in' in filter ? 1 : 0;
}

/** Whether the filter has a condition along a relationship, on the nodes themselves. */
function goesAlong(filter: Filter): boolean {
  if ('all' in filter) return filter.all.some(goesAlong);
  if ('any' in filter) return filter.any.some(goesAlong);
  return 'not' in filter ? goesAlong(filter.not) : 'field' in filter;
}

function isSet(place: FilterPlace, filter: Filter): boolean {
  if ('all' in filter || 'any' in filter) return place.parted === true && goesAlong(filter);
  if (!('field' in filter) || isAnything(filter.some)) return false;
  const [{ owner }] = traversalsAt(place, filter.field);
  if (place.parted === true || place.sizes.isSetBetter(owner, filter, place.candidates)) return true;
  return !place.scope.mayLook(filter);
}

/** Whether there is an edge at all is known at each node. */
const isAnything = (filter: Filter) => 'all' in filter && filter.all.length === 0;

/** The name of the set of all nodes that meet a condition; nodes of other kinds may be in it. */
function setOf(place: FilterPlace, filter: Filter): string {
  const { sets, model } = place;
  const { scope, inputs } = sets.scope();
  const inside = { ...place, scope, parted: undefined };
  if (!('field' in filter)) {
    const nodes = { ...inside, variable: 'x', candidates: visitedOnce(place, filter) };
    return sets.found(`${matchMeeting(nodes, filter)} RETURN DISTINCT x`, inputs);
  }
  const traversals = traversalsAt(place, filter.field);
  const kinds = targetsOf(traversals);
  const far = { ...inside, model, kinds, variable: 'y' };
  const from = matchMeeting({ ...far, candidates: visitedOnce(far, filter.some) }, filter.some);
  return sets.found(`${from} MATCH ${pattern(traversals[0], 'x', 'y')} RETURN DISTINCT x`, inputs);
}

/** What the query of a set looks at comes once. */
const visitedOnce = ({ sizes, kinds }: Pick<FilterPlace, 'sizes' | 'kinds'>, filter: Filter): Candidates => ({
  count: kinds.reduce((sum, kind) => sum + sizes.visited(kind, filter), 0),
  repeated: false,
});

/** A look along the edges of the candidate; what lies behind them may come several times. */
function look(place: FilterPlace, { field, some }: Along): string {
  const { variable, scope, candidates } = place;
  const traversals = traversalsAt(place, field);
  if (isAnything(some)) return `EXISTS { ${pattern(traversals[0], variable)} }`;
  const far = scope.variable('y');
  const behind = {
    ...place,
    kinds: targetsOf(traversals),
    variable: far,
    candidates: { ...candidates, repeated: true },
  };
  return `EXISTS { ${pattern(traversals[0], variable, far)} WHERE ${compileFilter(behind, some)} }`;
}

type Traversals = readonly [Traversal, ...Traversal[]];

function traversalsAt({ model, kinds }: FilterPlace, field: string): Traversals {
  const [first, ...others] = kinds.flatMap((kind) =>
    memberOf(model, kind, field)?.is === 'relationship' ? [traversalOf(model, kind, field)] : [],
  );
  if (!first) throw new TypeError(`None of ${kinds.join(', ')} has a relationship ${field}.`);
  return [first, ...others];
}

const targetsOf = (traversals: Traversals) => [...new Set(traversals.flatMap(({ targets }) => targets))];

/** As a parameter: the planner folds a constant away together with the index that a hint names, and refuses the hint. */
const constant = ({ scope }: FilterPlace, value: boolean) => scope.value(value);

function ofKinds(place: FilterPlace, wanted: readonly string[]): string {
  const { variable, kinds } = place;
  const possible = kinds.filter((kind) => wanted.includes(kind));
  if (possible.length === 0) return constant(place, false);
  return `(${possible.map((kind) => `${variable}:${identifier(kind)}`).join(' OR ')})`;
}

/** Whole words stand between spaces, so containment is enough; the last one may go on. */
function words({ variable, scope }: FilterPlace, lists: readonly (readonly string[])[]): string {
  const pieces = lists.map(wordsWithin);
  const text = `' ' + ${variable}.${searchProperties.names} + ' ' + ${variable}.${searchProperties.texts} + ' '`;
  // One expression however many lists: the planner takes long over alternatives.
  return `any(list IN ${scope.value(pieces)} WHERE all(word IN list WHERE ${text} CONTAINS word))`;
}

function oneOf(
  { model, kinds, variable, scope, parted }: FilterPlace,
  name: string,
  wanted: readonly unknown[],
): string {
  const members = kinds.map((kind) => memberOf(model, kind, name));
  const property = `${variable}.${identifier(name)}`;
  const values = scope.value(wanted);
  const isList = members.some((member) => member?.is === 'attribute' && member.attribute.list);
  if (isList) return `any(item IN coalesce(${property}, []) WHERE item IN ${values})`;
  // Where there are many lists, the short ones leave their hashed places to the sets.
  const found =
    parted && wanted.length <= 100 ? `any(item IN ${values} WHERE item = ${property})` : `${property} IN ${values}`;
  return `coalesce(${found}, false)`;
}

function between(
  { variable, scope }: FilterPlace,
  filter: { attribute: string; from?: string | number; to?: string | number },
): string {
  const property = `${variable}.${identifier(filter.attribute)}`;
  const { from, to } = filter;
  const parts = [`${property} IS NOT NULL`];
  if (from !== undefined) parts.push(`${property} >= ${scope.value(from)}`);
  if (to !== undefined) parts.push(`${property} <= ${scope.value(upperEnd(to))}`);
  return `coalesce(${parts.join(' AND ')}, false)`;
}

/** The pattern of a traversal, from one variable to the other, or to nothing in particular. */
export function pattern({ type, direction }: Pick<Traversal, 'type' | 'direction'>, near: string, far = ''): string {
  return direction === 'forward'
    ? `(${near})-[:${identifier(type)}]->(${far})`
    : `(${near})<-[:${identifier(type)}]-(${far})`;
}
