import { memberOf, traversalOf, type Model, type Traversal } from '../../domain/model.ts';
import type { Along, Candidates, FilterSizes } from '../filter-sizes.ts';
import type { Filter } from '../read-plan.ts';
import { upperEnd } from '../read/key-range.ts';
import { identifier, literal, nodeTable } from './names.ts';
import { keptAs } from './tables.ts';
import type { Values } from './values.ts';

/*
 * A condition along a relationship is a set of numbers, found once for the statement, or a look along the edges of the
 * row at hand: see `filter-sizes.ts`. Sets are table expressions at the head of the statement, so that conditions nest
 * as deep as they like: SQLite's parser allows little nesting. Their names for tables are the same in each set, so that
 * what is asked for twice has the same text and is found once.
 */

/** Where a condition is met: the alias of a kind's table, and the values of the statement. */
export interface FilterPlace {
  readonly model: Model;
  readonly kind: string;
  readonly alias: string;
  readonly values: Values;
  readonly sizes: FilterSizes;
  /** The rows that the condition is put to. */
  readonly candidates: Candidates;
  /** Whether these rows are at hand already: then a set is looked into, and nothing is looked up from it. */
  readonly isFound: boolean;
}

/** A filter as an SQL condition that is true, false, never null. */
export function compileFilter(place: FilterPlace, filter: Filter): string {
  // What is asked of another kind may name what this kind does not have.
  if ('all' in filter) return filter.all.some((each) => excludes(place, each)) ? '0' : all(place, filter.all);
  if ('any' in filter)
    return joined(
      filter.any.map((each) => compileFilter(place, each)),
      ' OR ',
      '0',
    );
  if ('not' in filter) return `NOT ${compileFilter(place, filter.not)}`;
  if ('kinds' in filter) return filter.kinds.includes(place.kind) ? '1' : '0';
  if ('words' in filter) return words(place, filter.words);
  if ('field' in filter) return relationship(place, filter);
  return 'in' in filter ? oneOf(place, filter.attribute, filter.in) : between(place, filter);
}

const excludes = ({ kind }: FilterPlace, filter: Filter) => 'kinds' in filter && !filter.kinds.includes(kind);

/** Words as an FTS5 expression: all of them, the last as a prefix. They hold letters and digits only. */
export function matchExpression(words: readonly string[]): string {
  return words.map((word, index) => `"${word}"${index === words.length - 1 ? '*' : ''}`).join(' ');
}

/** Each is put to what the others leave of the candidates. */
function all(place: FilterPlace, filters: readonly Filter[]): string {
  const visited = filters.map((filter) => place.sizes.visited(place.kind, filter));
  const left = (index: number) => Math.min(place.candidates.count, ...visited.filter((_, other) => other !== index));
  const conditions = filters.map((filter, index) =>
    compileFilter({ ...place, candidates: { ...place.candidates, count: left(index) } }, filter),
  );
  return joined(conditions, ' AND ', '1');
}

function joined(conditions: readonly string[], by: string, none: string): string {
  return conditions.length > 1 ? `(${conditions.join(by)})` : (conditions[0] ?? none);
}

/**
 * With a plus where the row is at hand: without it SQLite would look up each of the set's numbers as the far end of the
 * edge at hand, for every candidate anew.
 */
const isIn = ({ alias, values, isFound }: FilterPlace, query: string) =>
  `${isFound ? '+' : ''}${alias}.seq IN ${values.set(query)}`;

function words(place: FilterPlace, lists: readonly (readonly string[])[]): string {
  if (lists.length === 0) return '0';
  const expression = lists.map((list) => `(${matchExpression(list)})`).join(' OR ');
  return isIn(place, `SELECT rowid AS seq FROM search WHERE search MATCH ${place.values.add(expression)}`);
}

function oneOf(place: FilterPlace, name: string, wanted: readonly unknown[]): string {
  const { model, kind, alias, values } = place;
  const member = memberOf(model, kind, name);
  const column = `${alias}.${identifier(name)}`;
  const list = values.add(JSON.stringify(wanted.map((value) => (typeof value === 'boolean' ? Number(value) : value))));
  // Numbers are found by the index over ids, which the tables of kinds do not have.
  if (name === 'id')
    return isIn(place, `SELECT n.seq AS seq FROM json_each(${list}) j CROSS JOIN node n ON n.id = j.value`);
  if (member?.is === 'attribute' && keptAs(member.attribute) === 'json') {
    return `EXISTS (SELECT 1 FROM json_each(${column}) WHERE value IN (SELECT value FROM json_each(${list})))`;
  }
  return `COALESCE(${column} IN (SELECT value FROM json_each(${list})), 0)`;
}

function between(
  { alias, values }: FilterPlace,
  filter: { attribute: string; from?: string | number; to?: string | number },
): string {
  const column = `${alias}.${identifier(filter.attribute)}`;
  const parts: string[] = [`${column} IS NOT NULL`];
  if (filter.from !== undefined) parts.push(`${column} >= ${values.add(filter.from)}`);
  if (filter.to !== undefined) parts.push(`${column} <= ${values.add(upperEnd(filter.to))}`);
  return `(${parts.join(' AND ')})`;
}

/**
 * The two ends of an edge, by direction: where it is looked up, and what stands at the other end; each is a node's number. Backward, the index is
 * named: left to itself SQLite may walk all edges of the type instead, and gives a page in the wrong order.
 */
export function endsOf({ direction }: Pick<Traversal, 'direction'>) {
  return direction === 'forward'
    ? { near: 'src', far: 'dst', farKind: 'dst_kind', indexed: '' }
    : { near: 'dst', far: 'src', farKind: 'src_kind', indexed: ' INDEXED BY edge_backward' };
}

function relationship(place: FilterPlace, condition: Along): string {
  const traversal = traversalOf(place.model, place.kind, condition.field);
  const isSet = place.sizes.isSetBetter(place.kind, condition, place.candidates);
  const answer = isSet ? setOf : lookOf;
  const ends = traversal.targets.map((kind) => answer({ ...place, kind }, traversal, condition.some));
  return ends.length === 1 ? (ends[0] ?? '0') : `(${ends.join(' OR ')})`;
}

/** `place` is the row at hand, but for its kind, which is that of the far end. */
type Answer = (place: FilterPlace, traversal: Traversal, some: Filter) => string;

/** The nodes from which an edge leads to a node of the kind that meets the condition, found from there. */
const setOf: Answer = (place, traversal, some) => {
  const { near, far, farKind } = endsOf(traversal);
  const type = `e.type = ${literal(traversal.type)}`;
  const candidates = { count: place.sizes.nodes(place.kind), repeated: false };
  const condition = compileFilter({ ...place, alias: 'y', candidates, isFound: false }, some);
  if (condition === '0') return '0';
  if (condition === '1')
    return isIn(place, `SELECT e.${near} AS seq FROM edge e WHERE ${type} AND e.${farKind} = ${literal(place.kind)}`);
  // From the far end the edge is looked up the other way round.
  const { indexed } = endsOf({ direction: traversal.direction === 'forward' ? 'backward' : 'forward' });
  const from = `${nodeTable(place.kind)} y CROSS JOIN edge e${indexed} ON ${type} AND e.${far} = y.seq`;
  return isIn(place, `SELECT e.${near} AS seq FROM ${from} WHERE ${condition}`);
};

/** That an edge of the row at hand leads to a node of the kind that meets the condition. */
const lookOf: Answer = (place, traversal, some) => {
  const { near, far, farKind, indexed } = endsOf(traversal);
  const [edge, node] = [`f${place.alias}`, `y${place.alias}`];
  const at = `${edge}.type = ${literal(traversal.type)} AND ${edge}.${near} = ${place.alias}.seq`;
  const candidates = { ...place.candidates, repeated: true };
  const condition = compileFilter({ ...place, alias: node, candidates, isFound: true }, some);
  if (condition === '1')
    return `EXISTS (SELECT 1 FROM edge ${edge}${indexed} WHERE ${at} AND ${edge}.${farKind} = ${literal(place.kind)})`;
  // One join for both, and no brackets that can be spared: SQLite's parser allows little nesting.
  const from = `edge ${edge}${indexed} CROSS JOIN ${nodeTable(place.kind)} ${node} ON ${node}.seq = ${edge}.${far}`;
  return `EXISTS (SELECT 1 FROM ${from} WHERE ${at} AND ${condition})`;
};

/** That the node at the far end is of the kind and meets the condition. */
export function farEnd(place: Omit<FilterPlace, 'isFound'>, far: string, filter: Filter): string {
  const alias = place.values.name('y');
  const condition = compileFilter({ ...place, alias, isFound: true }, filter);
  return `EXISTS (SELECT 1 FROM ${nodeTable(place.kind)} ${alias} WHERE ${alias}.seq = ${far} AND ${condition})`;
}
