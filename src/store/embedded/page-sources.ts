import type { Model, Traversal } from '../../domain/model.ts';
import type { Relationship } from '../../domain/relationship.ts';
import type { Filter, ListRead, RelationRead, SearchRead } from '../read-plan.ts';
import { compileFilter, endsOf, farEnd, type FilterPlace } from './compile-filter.ts';
import { identifier, literal, nodeTable, orderColumn, orderTable } from './names.ts';
import { afterAt, type At } from './plan-places.ts';
import { candidatesOf, rankedCandidates } from './search-candidates.ts';
import type { RowSource } from './text-block.ts';
import type { Values } from './values.ts';

/** Where a page comes from: its rows, their kinds, and how many there are in all. */
export interface PageSource {
  readonly rows: RowSource;
  readonly kinds: readonly string[];
  readonly ascending: boolean;
  /** A query of one number. */
  count(): string;
  /** Of edges: the relationship that names their attributes. */
  readonly relationship?: Relationship;
}

interface Along {
  readonly traversal: Traversal;
  /** The number of the node whose relation it is. */
  readonly parent: string;
  /** What must hold before a row is looked for, with `AND`; or nothing. */
  readonly guard: string;
}

/** The sources of pages for one statement in the making. */
export function pageSources(model: Model, values: Values) {
  return {
    root: (read: ListRead | SearchRead, at: At<ListRead | SearchRead>): PageSource =>
      read.by === 'list'
        ? listSource(model, values, { read, at })
        : searchSource(model, values, { read, at: at as At<SearchRead> }),
    relation: (read: RelationRead, at: At<RelationRead>, along: Along): PageSource =>
      relationSource(model, values, { read, at, along }),
  };
}

interface Reading<Read, Found> {
  readonly read: Read;
  readonly at: At<Found>;
}

function listSource(model: Model, values: Values, { read, at }: Reading<ListRead, ListRead | SearchRead>): PageSource {
  const { kind, filter, descending } = read;
  const place = values.alias('o');
  const column = `${place}.${identifier(orderColumn(read.order))}`;
  const [than, way, start] = descending ? ['<', 'DESC', '\u{10FFFF}'] : ['>', 'ASC', ''];
  const after = values.add(afterAt(at, start));
  const condition = filter ? ` AND ${farEnd({ model, kind, alias: place, values }, `${place}.seq`, filter)}` : '';
  return {
    kinds: [kind],
    ascending: !descending,
    rows: {
      from: `${orderTable(kind)} ${place}`,
      tail: (limit) => `WHERE ${column} ${than} ${after}${condition} ORDER BY ${column} ${way} LIMIT ${limit}`,
      key: column,
      seq: `${place}.seq`,
      kind: literal(kind),
    },
    count: () => listCount({ model, kind, alias: values.alias('x'), values }, filter),
  };
}

/** A query for how many nodes of a kind there are, or meet a filter. */
export function listCount(place: FilterPlace, filter: Filter | undefined): string {
  const { kind, alias } = place;
  if (!filter) return `SELECT coalesce((SELECT total FROM total WHERE what = 'node' AND name = ${literal(kind)}), 0)`;
  return `SELECT count(*) FROM ${nodeTable(kind)} ${alias} WHERE ${compileFilter(place, filter)}`;
}

function searchSource(model: Model, values: Values, { read, at }: Reading<SearchRead, SearchRead>): PageSource {
  const found = values.alias('s');
  const after = values.add(afterAt(at, ''));
  const ranked = rankedCandidates(read, values, at);
  return {
    kinds: read.kinds.length > 0 ? read.kinds : Object.keys(model.kinds),
    ascending: true,
    rows: {
      from: `(${ranked}) ${found}`,
      tail: (limit) => `WHERE ${found}.key > ${after} ORDER BY ${found}.key LIMIT ${limit}`,
      key: `${found}.key`,
      seq: `${found}.seq`,
      kind: `${found}.kind`,
    },
    count: () => `SELECT count(*) FROM ${candidatesOf(read, values, at)}`,
  };
}

function relationSource(
  model: Model,
  values: Values,
  { read, at, along }: Reading<RelationRead, RelationRead> & { readonly along: Along },
): PageSource {
  const { traversal, parent, guard } = along;
  const { targets, relationship, direction } = traversal;
  const { near, far, farKind, indexed } = endsOf(traversal);
  const type = literal(traversal.type);
  const edge = values.alias('e');
  const after = values.add(afterAt(at, ''));
  const { filter } = read;
  const among = `${guard}${edge}.type = ${type} AND ${edge}.${near} = ${parent}`;
  const matches = (kind: string, wanted: Filter) =>
    farEnd({ model, kind, alias: edge, values }, `${edge}.${far}`, wanted);
  const condition = filter ? ` AND (${targets.map((kind) => matches(kind, filter)).join(' OR ')})` : '';
  return {
    kinds: targets,
    ascending: true,
    relationship,
    rows: {
      from: `edge ${edge}${indexed}`,
      tail: (limit) => `WHERE ${among} AND ${edge}.key > ${after}${condition} ORDER BY ${edge}.key LIMIT ${limit}`,
      key: `${edge}.key`,
      seq: `${edge}.${far}`,
      kind: `${edge}.${farKind}`,
      edge,
    },
    count: () =>
      filter
        ? `SELECT count(*) FROM edge ${edge}${indexed} WHERE ${among}${condition}`
        : `SELECT coalesce((SELECT degree FROM degree WHERE ${guard}node = ${parent} AND type = ${type} AND direction = ${literal(direction)}), 0)`,
  };
}
