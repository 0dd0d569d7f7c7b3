import { memberOf, traversalOf, type Model, type Traversal } from '../../domain/model.ts';
import type { Filter } from '../read-plan.ts';
import { identifier, literal, nodeTable } from './names.ts';
import { keptAs } from './tables.ts';
import type { Values } from './values.ts';

/** Where a condition is met: the alias of a kind's table, and the values of the statement. */
export interface FilterPlace {
  readonly model: Model;
  readonly kind: string;
  readonly alias: string;
  readonly values: Values;
}

/** A filter as an SQL condition that is true, false, never null. */
export function compileFilter(place: FilterPlace, filter: Filter): string {
  // What is asked of another kind may name what this kind does not have.
  if ('all' in filter)
    return filter.all.some((each) => excludes(place, each)) ? '0' : joined(place, filter.all, ' AND ', '1');
  if ('any' in filter) return joined(place, filter.any, ' OR ', '0');
  if ('not' in filter) return `NOT ${compileFilter(place, filter.not)}`;
  if ('kinds' in filter) return filter.kinds.includes(place.kind) ? '1' : '0';
  if ('words' in filter) {
    if (filter.words.length === 0) return '0';
    const lists = filter.words.map((words) => `(${matchExpression(words)})`).join(' OR ');
    return `${place.alias}.seq IN (SELECT rowid FROM search WHERE search MATCH ${place.values.add(lists)})`;
  }
  if ('field' in filter) return relationship(place, traversalOf(place.model, place.kind, filter.field), filter.some);
  return 'in' in filter ? oneOf(place, filter.attribute, filter.in) : between(place, filter);
}

const excludes = ({ kind }: FilterPlace, filter: Filter) => 'kinds' in filter && !filter.kinds.includes(kind);

/** Words as an FTS5 expression: all of them, the last as a prefix. They hold letters and digits only. */
export function matchExpression(words: readonly string[]): string {
  return words.map((word, index) => `"${word}"${index === words.length - 1 ? '*' : ''}`).join(' ');
}

function joined(place: FilterPlace, filters: readonly Filter[], by: string, none: string): string {
  if (filters.length === 0) return none;
  if (filters.length === 1 && filters[0]) return compileFilter(place, filters[0]);
  return `(${filters.map((filter) => compileFilter(place, filter)).join(by)})`;
}

function oneOf({ model, kind, alias, values }: FilterPlace, name: string, wanted: readonly unknown[]): string {
  const member = memberOf(model, kind, name);
  const column = `${alias}.${identifier(name)}`;
  const list = values.add(JSON.stringify(wanted.map((value) => (typeof value === 'boolean' ? Number(value) : value))));
  if (member?.is === 'attribute' && keptAs(member.attribute) === 'json') {
    return `EXISTS (SELECT 1 FROM json_each(${column}) WHERE value IN (SELECT value FROM json_each(${list})))`;
  }
  return `COALESCE(${column} IN (SELECT value FROM json_each(${list})), 0)`;
}

/** Sorts behind every continuation of a partial date: `2008` as an upper end takes in `2008-11`. */
const behind = '\u{10FFFD}';

function between(
  { alias, values }: FilterPlace,
  filter: { attribute: string; from?: string | number; to?: string | number },
): string {
  const column = `${alias}.${identifier(filter.attribute)}`;
  const parts: string[] = [`${column} IS NOT NULL`];
  if (filter.from !== undefined) parts.push(`${column} >= ${values.add(filter.from)}`);
  if (filter.to !== undefined)
    parts.push(`${column} <= ${values.add(typeof filter.to === 'string' ? filter.to + behind : filter.to)}`);
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

function relationship(place: FilterPlace, traversal: Traversal, some: Filter): string {
  const { near, far } = endsOf(traversal);
  const ends = traversal.targets.map((kind) => {
    const [edge, node] = [place.values.alias('f'), place.values.alias('y')];
    // One join for both, and no brackets that can be spared: SQLite's parser allows little nesting.
    const from = `edge ${edge} CROSS JOIN ${nodeTable(kind)} ${node} ON ${node}.seq = ${edge}.${far}`;
    const at = `${edge}.type = ${literal(traversal.type)} AND ${edge}.${near} = ${place.alias}.seq`;
    const condition = compileFilter({ ...place, kind, alias: node }, some);
    return `EXISTS (SELECT 1 FROM ${from} WHERE ${at} AND ${condition})`;
  });
  return ends.length === 1 ? (ends[0] ?? '0') : `(${ends.join(' OR ')})`;
}

/** That the node at the far end is of the kind and meets the condition. */
export function farEnd(place: FilterPlace, far: string, filter: Filter): string {
  const alias = place.values.alias('y');
  const condition = compileFilter({ ...place, alias }, filter);
  return `EXISTS (SELECT 1 FROM ${nodeTable(place.kind)} ${alias} WHERE ${alias}.seq = ${far} AND ${condition})`;
}
