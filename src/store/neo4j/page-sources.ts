import neo4j from 'neo4j-driver';
import { traversalsOf, type Traversal } from '../../domain/model.ts';
import type { Relationship } from '../../domain/relationship.ts';
import type { Candidates } from '../filter-sizes.ts';
import { foldFilter } from '../fold-filter.ts';
import type { ListRead, ReadPlan, RelationRead, SearchRead } from '../read-plan.ts';
import { keyRange } from '../read/key-range.ts';
import { afterAt, searchAt, wordsAt, type Locate } from '../read/plan-places.ts';
import type { PlanPart } from '../read/emitter.ts';
import type { PageRead } from '../read/output-program.ts';
import { kindsSought, searchCandidates, searchTiers, wholeName, wordsWithin } from '../read/search-ranking.ts';
import { compileAll, compileFilter, pattern, startOf } from './compile-filter.ts';
import { fullTextQuery } from './full-text-query.ts';
import { identifier, isOwnNode, orderProperty, searchIndex, searchProperties } from './names.ts';
import type { BoundValues } from '../read/bound-values.ts';
import { indexHint } from './index-hint.ts';
import type { Statement } from './statement.ts';

/** Where a page comes from: its rows, their kinds, and how many there are in all. */
export interface PageSource {
  readonly kinds: readonly string[];
  /** The variables of a row: of its node, of its edge, and all of them. */
  readonly node: string;
  readonly edge?: string;
  readonly variables: readonly string[];
  readonly key: string;
  /** About how many rows are shown, and whether a node may be among them several times. */
  readonly shown: Candidates;
  /** Of edges: the relationship that names their attributes. */
  readonly relationship?: Relationship;
  /** The rows in their order, as a query that returns nothing yet; `limit` is the most of them. */
  rows(limit: string): string;
  count(): string;
  /** Whether a row follows the first ones; absent where a second look costs more than one row too many. */
  readonly more?: (first: string) => string;
}

/** A number of rows. The driver sends every plain number as a float, which LIMIT refuses. */
export const limitOf = (parameters: BoundValues, at: Locate<PageRead>, more: 0 | 1): string =>
  parameters.add((plan: ReadPlan) => neo4j.int(at(plan).page.first + more));

/** The sources of pages for one statement in the making. */
export function pageSources(statement: Statement) {
  return {
    root: (read: ListRead | SearchRead, at: Locate<ListRead | SearchRead>): PageSource =>
      read.by === 'list' ? listSource(statement, read, at) : searchSource(statement, { read, at: searchAt(at) }),
    relation: (read: RelationRead, at: Locate<RelationRead>, along: Along): PageSource =>
      relationSource(statement, { read, at, along }),
  };
}

function listSource(statement: Statement, read: ListRead, at: Locate<PageRead>): PageSource {
  const { parameters, isShared } = statement;
  const { kind, filter, descending } = read;
  const node = parameters.name('n');
  const key = `${node}.${identifier(orderProperty(read.order))}`;
  const { than, way, start } = keyRange(descending);
  const after = afterAt(at, start);
  const { from, conditions } = filterOfList(statement, node, read);
  const inOrder = `MATCH (${node}:${identifier(kind)}) ${indexHint(node, kind, orderProperty(read.order))}`;
  const match = () => {
    const met = [`${key} ${than} ${parameters.add(after)}`, ...conditions].join(' AND ');
    return `${from ?? inOrder} WHERE ${met} WITH ${node}`;
  };
  const all = from ?? `MATCH (${node}:${identifier(kind)})`;
  // Pages leave out what others keep under our names, as it has no key; a count sees nothing of keys.
  const counted = [...(isShared ? [isOwnNode(node)] : []), ...conditions];
  const where = counted.length > 0 ? ` WHERE ${counted.join(' AND ')}` : '';
  return {
    kinds: [kind],
    node,
    variables: [node],
    key,
    shown: { count: read.page.first, repeated: false },
    rows: (limit) => `${match()} ORDER BY ${key} ${way} LIMIT ${limit}`,
    count: () => `COUNT { ${all}${where}${from === undefined ? '' : ` RETURN ${node}`} }`,
    ...(!filter && { more: (skipped) => `EXISTS { ${match()} SKIP ${skipped} RETURN ${node} }` }),
  };
}

/** Where a filter says where to start, and what else is to be met. */
function filterOfList(
  statement: Statement,
  node: string,
  { kind, filter }: ListRead,
): { readonly from?: string; readonly conditions: readonly string[] } {
  if (!filter) return { conditions: [] };
  const { sizes } = statement;
  const folded = foldFilter(filter);
  const place = {
    ...statement,
    scope: statement.sets.main,
    kinds: [kind],
    variable: node,
    candidates: { count: sizes.nodes(kind), repeated: false },
  };
  const start = startOf(place, folded);
  if (!start) return { conditions: [compileFilter(place, folded)] };
  const { rest } = start;
  return {
    from: start.start,
    conditions: [
      ...(start.anyKind ? [`${node}:${identifier(kind)}`] : []),
      ...(rest.length > 0 ? [compileAll(place, rest)] : []),
    ],
  };
}

function searchSource({ model, parameters }: Statement, { read, at }: PlanPart<SearchRead>): PageSource {
  const [node, key] = [parameters.name('n'), parameters.name('k')];
  const names = `${node}.${searchProperties.names}`;
  const limit = parameters.add(neo4j.int(searchCandidates));
  const query = parameters.add((plan: ReadPlan) => fullTextQuery(at(plan).words, at(plan).kinds));
  const candidates = `CALL db.index.fulltext.queryNodes('${searchIndex}', ${query}, {limit: ${limit}}) YIELD node AS ${node}`;
  return {
    kinds: kindsSought(model, read),
    node,
    variables: [node, key],
    key,
    shown: { count: read.page.first, repeated: false },
    rows: (most) => {
      const phrase = parameters.add(wordsAt(at, wholeName));
      const inNames = parameters.add(wordsAt(at, wordsWithin));
      const after = parameters.add(afterAt(at, keyRange(false).start));
      const tier = `CASE WHEN ${names} CONTAINS ${phrase} THEN '${searchTiers.name}' WHEN all(word IN ${inNames} WHERE ${names} CONTAINS word) THEN '${searchTiers.names}' ELSE '${searchTiers.texts}' END`;
      return (
        `${candidates} WITH ${node}, ${tier} + ${node}.${searchProperties.place} AS ${key} ` +
        `WHERE ${key} > ${after} WITH ${node}, ${key} ORDER BY ${key} LIMIT ${most}`
      );
    },
    count: () => `COLLECT { ${candidates} RETURN count(${node}) }[0]`,
  };
}

/** The nodes whose relation it is: their variable, what gives their number as an end, and how many they are. */
export interface Along {
  readonly traversal: Traversal;
  readonly near: string;
  readonly number: () => string;
  readonly nearby: Candidates;
}

/** Walks the relationship's own index on (end, key): a page costs the same on every node, and nothing is sorted. */
function relationSource(
  statement: Statement,
  { read, at, along }: PlanPart<RelationRead> & { readonly along: Along },
): PageSource {
  const { parameters } = statement;
  const { type, direction, targets, relationship } = along.traversal;
  const { filter } = read;
  const [edge, node] = [parameters.name('e'), parameters.name('x')];
  const end = direction === 'forward' ? 'from' : 'to';
  const { than, start } = keyRange(false);
  const after = afterAt(at, start);
  const candidates = behindThem(statement, along);
  const met =
    filter &&
    compileFilter(
      { ...statement, scope: statement.sets.main, kinds: targets, variable: node, candidates },
      foldFilter(filter),
    );
  const match = (far: string) => {
    const walked = `-[${edge}:${identifier(type)}]-`;
    return (
      `MATCH ()${direction === 'forward' ? `${walked}>` : `<${walked}`}(${far}) ${indexHint(edge, type, end, 'key')} ` +
      `WHERE ${edge}.${end} = ${along.number()} AND ${edge}.key ${than} ${parameters.add(after)}`
    );
  };
  return {
    kinds: targets,
    node,
    edge,
    variables: [edge, node],
    key: `${edge}.key`,
    shown: { ...candidates, count: Math.min(candidates.count, along.nearby.count * read.page.first) },
    relationship,
    rows: (limit) =>
      `${match(node)}${met === undefined ? '' : ` AND ${met}`} WITH ${edge}, ${node} ORDER BY ${edge}.${end}, ${edge}.key LIMIT ${limit}`,
    count: () =>
      met === undefined
        ? `COUNT { ${pattern(along.traversal, along.near)} }`
        : `COUNT { MATCH ${pattern(along.traversal, along.near, node)} WHERE ${met} }`,
    ...(!filter && { more: (skipped) => `EXISTS { ${match('')} WITH ${edge} SKIP ${skipped} RETURN ${edge} }` }),
  };
}

/** The nodes along all edges of some nodes. Those of one node, or of nodes that share none, come once. */
function behindThem({ model, sizes }: Statement, { traversal, nearby }: Along): Candidates {
  const { type, direction, owner, targets } = traversal;
  const degree = Math.ceil(sizes.edges(traversal) / Math.max(1, sizes.nodes(owner)));
  const isShared = targets.some((kind) => {
    const back = traversalsOf(model, kind).find((each) => each.type === type && each.direction !== direction);
    return back?.field.cardinality !== 'one';
  });
  return { count: nearby.count * degree, repeated: nearby.repeated || (isShared && nearby.count > 1) };
}
