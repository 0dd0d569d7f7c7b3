import type { Model, Traversal } from '../../domain/model.ts';
import type { Relationship } from '../../domain/relationship.ts';
import type { ListRead, RelationRead, SearchRead } from '../read-plan.ts';
import { foldFilter } from '../fold-filter.ts';
import type { FilterSizes } from '../filter-sizes.ts';
import { compileFilter, endsOf, farEnd } from './compile-filter.ts';
import { identifier, literal, nodeTable, orderColumn, orderTable } from './names.ts';
import type { PlanPart } from '../read/emitter.ts';
import { keyRange } from '../read/key-range.ts';
import { afterAt, searchAt, type Locate } from '../read/plan-places.ts';
import { kindsSought } from '../read/search-ranking.ts';
import { candidatesOf, rankedCandidates } from './search-candidates.ts';
import type { RowSource } from './row-block.ts';
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

/** What the parts of one statement share while it is compiled. */
export interface Compiling {
  readonly model: Model;
  readonly values: Values;
  /** Only where there is a filter: it may have to ask the store for its counts. */
  readonly sizes: () => FilterSizes;
}

interface Along {
  readonly traversal: Traversal;
  /** The number of the node whose relation it is. */
  readonly parent: string;
  /** What must hold before a row is looked for, with `AND`; or nothing. */
  readonly guard: string;
  /** Whether that node is the only one whose relation is read. */
  readonly alone: boolean;
}

/** The sources of pages for one statement in the making. */
export function pageSources(compiling: Compiling) {
  return {
    root: (read: ListRead | SearchRead, at: Locate<ListRead | SearchRead>): PageSource =>
      read.by === 'list' ? listSource(compiling, read, at) : searchSource(compiling, { read, at: searchAt(at) }),
    relation: (read: RelationRead, at: Locate<RelationRead>, along: Along): PageSource =>
      relationSource(compiling, { read, at, along }),
  };
}

function listSource(compiling: Compiling, read: ListRead, at: Locate<ListRead | SearchRead>): PageSource {
  const after = compiling.values.add(afterAt(at, keyRange(read.descending).start));
  const rows = listRows(compiling, read, after);
  return { kinds: [read.kind], ascending: !read.descending, rows, count: () => listCount(compiling, read) };
}

/**
 * The rows of a list. Where a filter leaves few nodes by the counts, they are found first and put in order; else the
 * nodes are tried in the order of the list until the page is full.
 */
function listRows(compiling: Compiling, read: ListRead, after: string): RowSource {
  const { kind, descending } = read;
  const place = compiling.values.name('o');
  const column = `${place}.${identifier(orderColumn(read.order))}`;
  const { than, way } = keyRange(descending);
  const { from, condition } = filteredList(compiling, read, place);
  return {
    from,
    tail: (limit) => `WHERE ${column} ${than} ${after}${condition} ORDER BY ${column} ${way} LIMIT ${limit}`,
    key: column,
    seq: `${place}.seq`,
    kind: literal(kind),
  };
}

function filteredList(compiling: Compiling, { kind, filter: readFilter, page }: ListRead, place: string) {
  const list = `${orderTable(kind)} ${place}`;
  if (!readFilter) return { from: list, condition: '' };
  const { values } = compiling;
  const [filter, sizes] = [foldFilter(readFilter), compiling.sizes()];
  const tried = sizes.tried(kind, filter, page.first + 1);
  const at = { ...compiling, kind, sizes };
  if (sizes.visited(kind, filter) * costOfSorting < tried) {
    const alias = values.name('y');
    const all = { count: sizes.nodes(kind), repeated: false };
    const found = `SELECT ${alias}.seq AS seq FROM ${nodeTable(kind)} ${alias} WHERE ${compileFilter({ ...at, alias, candidates: all, isFound: false }, filter)}`;
    return { from: `(${found}) ${alias} CROSS JOIN ${list} ON ${place}.seq = ${alias}.seq`, condition: '' };
  }
  const candidates = { count: tried, repeated: false };
  return { from: list, condition: ` AND ${farEnd({ ...at, alias: place, candidates }, `${place}.seq`, filter)}` };
}

/** What a row costs that is found and put in order, beside one that is only tried. */
const costOfSorting = 4;

/** A query for how many nodes of a kind there are, or meet a filter. */
function listCount({ model, values, sizes: sizesNow }: Compiling, { kind, filter }: ListRead): string {
  if (!filter) return `SELECT coalesce((SELECT total FROM total WHERE what = 'node' AND name = ${literal(kind)}), 0)`;
  const [alias, sizes] = [values.name('x'), sizesNow()];
  const candidates = { count: sizes.nodes(kind), repeated: false };
  const condition = compileFilter(
    { model, kind, alias, values, sizes, candidates, isFound: false },
    foldFilter(filter),
  );
  return `SELECT count(*) FROM ${nodeTable(kind)} ${alias} WHERE ${condition}`;
}

function searchSource({ model, values }: Compiling, { read, at }: PlanPart<SearchRead>): PageSource {
  const found = values.name('s');
  const { than, start } = keyRange(false);
  const after = values.add(afterAt(at, start));
  const ranked = rankedCandidates(read, values, at);
  return {
    kinds: kindsSought(model, read),
    ascending: true,
    rows: {
      from: `(${ranked}) ${found}`,
      tail: (limit) => `WHERE ${found}.key ${than} ${after} ORDER BY ${found}.key LIMIT ${limit}`,
      key: `${found}.key`,
      seq: `${found}.seq`,
      kind: `${found}.kind`,
    },
    count: () => `SELECT count(*) FROM ${candidatesOf(read, values, at)}`,
  };
}

function relationSource(
  compiling: Compiling,
  { read, at, along }: PlanPart<RelationRead> & { readonly along: Along },
): PageSource {
  const { values } = compiling;
  const { traversal, parent, guard, alone } = along;
  const { targets, relationship, direction } = traversal;
  const { near, far, farKind, indexed } = endsOf(traversal);
  const type = literal(traversal.type);
  const edge = values.name('e');
  const { than, start } = keyRange(false);
  const after = values.add(afterAt(at, start));
  const among = `${guard}${edge}.type = ${type} AND ${edge}.${near} = ${parent}`;
  const condition = farCondition(compiling, { read, traversal, far: `${edge}.${far}`, alone });
  return {
    kinds: targets,
    ascending: true,
    relationship,
    rows: {
      from: `edge ${edge}${indexed}`,
      tail: (limit) =>
        `WHERE ${among} AND ${edge}.key ${than} ${after}${condition} ORDER BY ${edge}.key LIMIT ${limit}`,
      key: `${edge}.key`,
      seq: `${edge}.${far}`,
      kind: `${edge}.${farKind}`,
      edge,
    },
    count: () =>
      read.filter
        ? `SELECT count(*) FROM edge ${edge}${indexed} WHERE ${among}${condition}`
        : `SELECT coalesce((SELECT degree FROM degree WHERE ${guard}node = ${parent} AND type = ${type} AND direction = ${literal(direction)}), 0)`,
  };
}

interface FarEnd {
  readonly read: RelationRead;
  readonly traversal: Traversal;
  /** The number of the node at the far end of the edge at hand. */
  readonly far: string;
  readonly alone: boolean;
}

/** Whose edges are read are one node, or at most about as many as a page holds. */
const mostParents = 100;

/** With `AND`, that the node at the far end meets the filter of a relation; or nothing. */
function farCondition(compiling: Compiling, { read: { filter }, traversal, far, alone }: FarEnd): string {
  if (!filter) return '';
  const [folded, sizes] = [foldFilter(filter), compiling.sizes()];
  const candidates = { count: sizes.degree(traversal) * (alone ? 1 : mostParents), repeated: !alone };
  const place = { ...compiling, sizes, alias: far, candidates };
  const ends = traversal.targets.map((kind) => farEnd({ ...place, kind }, far, folded));
  return ` AND (${ends.join(' OR ')})`;
}
