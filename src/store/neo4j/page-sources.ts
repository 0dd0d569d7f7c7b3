import neo4j from 'neo4j-driver';
import type { Model, Traversal } from '../../domain/model.ts';
import type { Relationship } from '../../domain/relationship.ts';
import type { ListRead, ReadPlan, RelationRead, SearchRead } from '../read-plan.ts';
import { compileFilter, pattern } from './compile-filter.ts';
import { fullTextQuery } from './full-text-query.ts';
import { identifier, orderProperty, searchIndex, searchProperties } from './names.ts';
import type { Parameters } from './parameters.ts';
import { seek } from './seek.ts';

/** How a part of a request's plan is found. */
export type At<Read> = (plan: ReadPlan) => Read;

/** Where a page comes from: its rows, their kinds, and how many there are in all. */
export interface PageSource {
  readonly kinds: readonly string[];
  /** The variables of a row: of its node, of its edge, and all of them. */
  readonly node: string;
  readonly edge?: string;
  readonly variables: readonly string[];
  readonly key: string;
  /** Of edges: the relationship that names their attributes. */
  readonly relationship?: Relationship;
  /** The rows in their order, as a query that returns nothing yet; `limit` is the most of them. */
  rows(limit: string): string;
  count(): string;
  /** Whether a row follows the first ones; absent where a second look costs more than one row too many. */
  readonly more?: (first: string) => string;
}

/** A number of rows. The driver sends every plain number as a float, which LIMIT refuses. */
export const limitOf = (parameters: Parameters, at: At<Paged>, more: 0 | 1): string =>
  parameters.add((plan: ReadPlan) => neo4j.int(at(plan).page.first + more));

type Paged = Pick<ListRead, 'page'>;

/** The sources of pages for one statement in the making. */
export function pageSources(model: Model, parameters: Parameters) {
  return {
    root: (read: ListRead | SearchRead, at: At<ListRead | SearchRead>): PageSource =>
      read.by === 'list'
        ? listSource(model, parameters, { read, at })
        : searchSource(model, parameters, { read, at: at as At<SearchRead> }),
    relation: (read: RelationRead, at: At<RelationRead>, along: Along): PageSource =>
      relationSource(model, parameters, { read, at, along }),
  };
}

interface Reading<Read, Found> {
  readonly read: Read;
  readonly at: At<Found>;
}

/** Candidates that a search ranks; the engine picks them by its own relevance. */
const searchCandidates = 1000;
/** Before and behind every key. */
const [first, behind] = ['', '\u{10FFFF}'];

function listSource(model: Model, parameters: Parameters, { read, at }: Reading<ListRead, Paged>): PageSource {
  const { kind, filter, descending } = read;
  const node = parameters.variable('n');
  const key = `${node}.${identifier(orderProperty(read.order))}`;
  const [than, way, start] = descending ? ['<', ' DESC', behind] : ['>', '', first];
  const after = (plan: ReadPlan) => at(plan).page.after ?? start;
  const condition = (by: string) =>
    filter ? ` ${by} ${compileFilter({ model, kinds: [kind], variable: node, parameters }, filter)}` : '';
  const match = () =>
    `MATCH (${node}:${identifier(kind)}) ${seek(node, kind, orderProperty(read.order))} ` +
    `WHERE ${key} ${than} ${parameters.add(after)}${condition('AND')} WITH ${node}`;
  return {
    kinds: [kind],
    node,
    variables: [node],
    key,
    rows: (limit) => `${match()} ORDER BY ${key}${way} LIMIT ${limit}`,
    count: () => `COUNT { MATCH (${node}:${identifier(kind)})${condition('WHERE')} }`,
    ...(!filter && { more: (skipped) => `EXISTS { ${match()} SKIP ${skipped} RETURN ${node} }` }),
  };
}

function searchSource(model: Model, parameters: Parameters, { read, at }: Reading<SearchRead, SearchRead>): PageSource {
  const [node, key] = [parameters.variable('n'), parameters.variable('k')];
  const names = `${node}.${searchProperties.names}`;
  const limit = parameters.add(neo4j.int(searchCandidates));
  const query = parameters.add((plan: ReadPlan) => fullTextQuery(at(plan).words, at(plan).kinds));
  const candidates = `CALL db.index.fulltext.queryNodes('${searchIndex}', ${query}, {limit: ${limit}}) YIELD node AS ${node}`;
  return {
    kinds: read.kinds.length > 0 ? read.kinds : Object.keys(model.kinds),
    node,
    variables: [node, key],
    key,
    rows: (most) => {
      const phrase = parameters.add((plan: ReadPlan) => `| ${at(plan).words.join(' ')} |`);
      const inNames = parameters.add((plan: ReadPlan) => wordsInNames(at(plan).words));
      const after = parameters.add((plan: ReadPlan) => at(plan).page.after ?? first);
      const tier = `CASE WHEN ${names} CONTAINS ${phrase} THEN '0 ' WHEN all(word IN ${inNames} WHERE ${names} CONTAINS word) THEN '1 ' ELSE '2 ' END`;
      return (
        `${candidates} WITH ${node}, ${tier} + ${node}.${searchProperties.place} AS ${key} ` +
        `WHERE ${key} > ${after} WITH ${node}, ${key} ORDER BY ${key} LIMIT ${most}`
      );
    },
    count: () => `COLLECT { ${candidates} RETURN count(${node}) }[0]`,
  };
}

/** Whole words stand between spaces; the last one may go on. */
const wordsInNames = (words: readonly string[]) =>
  words.map((word, index) => (index === words.length - 1 ? ` ${word}` : ` ${word} `));

/** The node whose relation it is: its variable, and what gives its number as an end. */
export interface Along {
  readonly traversal: Traversal;
  readonly near: string;
  readonly number: () => string;
}

/** Walks the relationship's own index on (end, key): a page costs the same on every node, and nothing is sorted. */
function relationSource(
  model: Model,
  parameters: Parameters,
  { read, at, along }: Reading<RelationRead, Paged> & { readonly along: Along },
): PageSource {
  const { type, direction, targets, relationship } = along.traversal;
  const { filter } = read;
  const [edge, node] = [parameters.variable('e'), parameters.variable('x')];
  const end = direction === 'forward' ? 'from' : 'to';
  const after = (plan: ReadPlan) => at(plan).page.after ?? first;
  const met = () => (filter ? compileFilter({ model, kinds: targets, variable: node, parameters }, filter) : '');
  const match = (far: string) => {
    const walked = `-[${edge}:${identifier(type)}]-`;
    return (
      `MATCH ()${direction === 'forward' ? `${walked}>` : `<${walked}`}(${far}) ${seek(edge, type, end, 'key')} ` +
      `WHERE ${edge}.${end} = ${along.number()} AND ${edge}.key > ${parameters.add(after)}`
    );
  };
  return {
    kinds: targets,
    node,
    edge,
    variables: [edge, node],
    key: `${edge}.key`,
    relationship,
    rows: (limit) =>
      `${match(node)}${filter ? ` AND ${met()}` : ''} WITH ${edge}, ${node} ORDER BY ${edge}.${end}, ${edge}.key LIMIT ${limit}`,
    count: () =>
      filter
        ? `COUNT { MATCH ${pattern(along.traversal, along.near, node)} WHERE ${met()} }`
        : `COUNT { ${pattern(along.traversal, along.near)} }`,
    ...(!filter && { more: (skipped) => `EXISTS { ${match('')} WITH ${edge} SKIP ${skipped} RETURN ${edge} }` }),
  };
}
