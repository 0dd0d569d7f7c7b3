import type { Attribute } from '../../domain/attribute.ts';
import {
  relationshipOf,
  traversalsOf,
  type Direction,
  type Model,
  type NamedRelationship,
} from '../../domain/model.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { Relationship } from '../../domain/relationship.ts';
import type { RelationshipName } from '../../domain/relationships.ts';
import type { NodeRow, Reached, ReachedEdge, ReachPlan } from '../read-plan.ts';
import { storedTypesOfStep } from '../stored-types-of-step.ts';
import { attributeColumn } from './attribute-column.ts';
import { readValue } from './node-row.ts';
import { edgeColumn, identifier, literal, nodeTable } from './names.ts';
import type { Statements } from './statements.ts';

/*
 * One statement walks, level by level: a row of the walk is a whole level, as a list of the nodes' numbers, with the list of
 * all that was met before. A level gives only nodes that were not met and no more of them than the answer takes, and a level that fills
 * the answer is the last, so neither cycles nor hubs make the walk longer than the answer. The same statement reads the
 * nodes, one list for each kind that the steps can lead to, and the edges among them. A walk that is wanted whole or not at
 * all reads none of these where it is cut, and looks at the degrees of a level before it goes along its edges.
 */

/** The sub-graph within reach, in one statement. */
export function embeddedReach(model: Model, sql: Pick<Statements, 'get'>, plan: ReachPlan): Reached {
  const kinds = kindsWithin(model, plan);
  const { text, readers } = statementOf(model, plan, kinds);
  const { forward, backward, among } = typesByKind(model, plan);
  const types = [forward, backward, among].map((lists) => JSON.stringify(lists));
  const bounds = [plan.maxNodes, plan.maxDepth, ...types, ...(plan.maxEdges === undefined ? [] : [plan.maxEdges])];
  const row = sql.get<{ answer: string }>(text, [JSON.stringify(plan.from), ...bounds]);
  const [beyond, levels, edges, ...lists] = JSON.parse(row?.answer ?? '[0,[],[]]') as ReachAnswer;
  const kept = levels.slice(0, plan.maxNodes);
  const found = new Map(
    lists.flatMap((list, index) => list.map(([seq, ...values]) => [seq, readers[index]?.(values)] as const)),
  );
  const nodes = new Map(
    kept.flatMap(([seq, depth]) => {
      const node = found.get(seq);
      return node ? [[seq, { ...node, depth }] as const] : [];
    }),
  );
  return {
    nodes: [...nodes.values()],
    edges: edges.flatMap(edgeReader(model, plan, nodes)),
    truncated: levels.length > kept.length || beyond > 0,
  };
}

/**
 * The edge types to look up at a node, by direction and by its kind: a look-up that cannot find anything costs
 * as much as one that can. Kinds without any are left out, as SQLite reads the list anew at every node. `among` is for the
 * edges between the nodes found, each of which runs from one of them.
 */
function typesByKind(model: Model, { steps }: ReachPlan) {
  const towards = (directions: readonly Direction[], end: Direction) => {
    const wanted = steps.filter(({ direction }) => directions.includes(direction));
    const types = new Set(wanted.flatMap((step) => storedTypesOfStep(model, step)));
    const ofKind = (kind: string) =>
      traversalsOf(model, kind).flatMap(({ direction, type }) => (direction === end && types.has(type) ? [type] : []));
    const lists = Object.keys(model.kinds).map((kind) => [kind, [...new Set(ofKind(kind))]] as const);
    return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
  };
  return {
    forward: towards(['forward'], 'forward'),
    backward: towards(['backward'], 'backward'),
    among: towards(['forward', 'backward'], 'forward'),
  };
}

/** The parameters that hold the lists of {@link typesByKind}. */
const listsOf = { forward: '?4', backward: '?5', among: '?6' } as const;

/** The list of {@link typesByKind} for a kind. */
const typesAt = (lists: keyof typeof listsOf, kind: string) =>
  `json_each(${listsOf[lists]}, '$."' || ${kind} || '"') type`;

/** The kinds at the start, and those at the ends of the steps. */
function kindsWithin(model: Model, { from, steps }: ReachPlan): string[] {
  const ends = steps.flatMap(({ relationship }) => Object.entries(relationshipOf(model, relationship)?.ends ?? {}));
  const possible = new Set([...from.flatMap((id) => kindOfId(model, id) ?? []), ...ends.flat(2)]);
  return Object.keys(model.kinds).filter((kind) => possible.has(kind));
}

interface ReachStatement {
  readonly text: string;
  readonly readers: readonly ((values: readonly unknown[]) => NodeRow)[];
}

/**
 * `?1` holds the starting ids, `?2` the most nodes, `?3` the deepest level, `?4` to `?6` the edge types and `?7` the most
 * edges, if any. The answer begins with whether anything lies behind the deepest level, or behind any bound of a walk that
 * is wanted whole.
 */
function statementOf(model: Model, plan: ReachPlan, kinds: readonly string[]): ReachStatement {
  const lists = kinds.map((kind) => listOf(model, kind, ['id', ...plan.header, ...(plan.attributes[kind] ?? [])]));
  const isWhole = plan.maxEdges !== undefined;
  const answers = [
    isWhole ? '(SELECT levels FROM cut)' : `(SELECT count(*) FROM walk WHERE ${isBeyond})`,
    `(SELECT json_group_array(json_array(seq, depth)) FROM (SELECT seq, depth FROM met ORDER BY depth, id))`,
    edgesAmong(model, plan),
    ...lists.map(({ text }) => text),
  ];
  return {
    text: `WITH RECURSIVE ${isWhole ? wholeWalk(plan) : walk} SELECT json_array(${answers.join(', ')}) AS answer`,
    readers: lists.map(({ read }) => read),
  };
}

/** One step along the edges of a direction from the level of the row at hand. */
const along = (near: string, far: string, direction: Direction) =>
  `SELECT edge.${far} AS seq FROM json_each(walk.level) start CROSS JOIN node ON node.seq = start.value ` +
  `CROSS JOIN ${typesAt(direction, 'node.kind')} CROSS JOIN edge ON edge.type = type.value AND edge.${near} = node.seq`;

const startingLevel = `SELECT DISTINCT node.seq AS seq FROM json_each(?1) start CROSS JOIN node ON node.id = start.value`;
// EXCEPT, not NOT IN: a list that depends on the row of the walk would be read anew for every id.
const nextLevel =
  `SELECT seq FROM (${along('src', 'dst', 'forward')} UNION ${along('dst', 'src', 'backward')}) ` +
  `EXCEPT SELECT value FROM json_each(walk.level) EXCEPT SELECT value FROM json_each('[' || walk.met || ']')`;
/** In the order of the ids: of a level that is too wide, the same nodes are left out on every engine. */
const asList = (level: string) =>
  `(SELECT json_group_array(seq) FROM (SELECT node.seq FROM (${level}) level CROSS JOIN node ON node.seq = level.seq ORDER BY node.id LIMIT ?2 + 1))`;

/** What is walked on from: a level that does not fill the answer. */
const isWalkedOn = `depth <= ?3 AND level <> '[]' AND counted + json_array_length(level) <= ?2`;
const isBeyond = `depth > ?3 AND level <> '[]'`;

/** `met` is a list without its brackets, so that it grows by putting texts together; it begins with what no number is. */
const metSoFar = `met || ',' || substr(level, 2, length(level) - 2), counted + json_array_length(level)`;

const met = (condition: string) => `
met(seq, id, kind, depth) AS MATERIALIZED (
  SELECT node.seq, node.id, node.kind, walk.depth FROM walk CROSS JOIN json_each(walk.level) each
  CROSS JOIN node ON node.seq = each.value WHERE ${condition}
)`;

const walk = `
walk(depth, level, met, counted) AS (
  SELECT 0, ${asList(startingLevel)}, '""', 0
  UNION ALL
  SELECT depth + 1, ${asList(nextLevel)}, ${metSoFar} FROM walk WHERE ${isWalkedOn}
), ${met('walk.depth <= ?3')}`;

/** Edges along the steps at the nodes of the level of the row at hand, by their degrees. */
const degreesOf = (direction: Direction) =>
  `(SELECT coalesce(sum(degree.degree), 0) FROM json_each(walk.level) start CROSS JOIN node ON node.seq = start.value ` +
  `CROSS JOIN ${typesAt(direction, 'node.kind')} CROSS JOIN degree ` +
  `ON degree.node = node.seq AND degree.type = type.value AND degree.direction = '${direction}')`;

/**
 * `edges` lead from the levels before. A level with more than are left has nothing after it, not even an empty level.
 * Where all edges of the relationships together are few enough, nobody counts those of a level.
 */
function wholeWalk({ steps }: ReachPlan): string {
  const names = [...new Set(steps.map(({ relationship }) => relationship))].map(literal);
  const directions = [...new Set(steps.map(({ direction }) => direction))];
  const all = `SELECT coalesce(sum(total), 0) * ${directions.length} > ?7 FROM total WHERE what = 'edge' AND name IN (${names.join(', ')})`;
  const edges = `CASE WHEN (SELECT yes FROM many) THEN ${['edges', ...directions.map(degreesOf)].join(' + ')} ELSE 0 END`;
  return `
many(yes) AS MATERIALIZED (${all}),
walk(depth, level, met, counted, edges) AS (
  SELECT 0, ${asList(startingLevel)}, '""', 0, 0
  UNION ALL
  SELECT depth + 1, CASE WHEN ahead.value <= ?7 THEN ${asList(nextLevel)} END, ${metSoFar}, ahead.value
  FROM walk CROSS JOIN json_each(json_array(${edges})) ahead WHERE ${isWalkedOn}
), cut(levels) AS MATERIALIZED (
  SELECT count(*) FROM walk WHERE level IS NULL OR ${isBeyond} OR counted + json_array_length(level) > ?2
), ${met('(SELECT levels FROM cut) = 0')}`;
}

/** The relationships of the steps. */
const relationshipsOf = (model: Model, { steps }: ReachPlan): readonly NamedRelationship[] =>
  [...new Set(steps.map(({ relationship }) => relationship))].flatMap((name) => relationshipOf(model, name) ?? []);

/** Names of their edge attributes, each once: most relationships have none. */
const attributeNames = (relationships: readonly NamedRelationship[]): readonly string[] => [
  ...new Set(relationships.flatMap(({ attributes }) => Object.keys(attributes))),
];

// The plus keeps SQLite from trying every end with every start in the index over both.
function edgesAmong(model: Model, plan: ReachPlan): string {
  const attributes = attributeNames(relationshipsOf(model, plan)).map((name) =>
    allDigits(identifier(edgeColumn(name))),
  );
  const columns = [...['relationship', 'src', 'dst', 'key'].map(identifier), ...attributes];
  const source =
    `SELECT edge.* FROM met CROSS JOIN ${typesAt('among', 'met.kind')} ` +
    `CROSS JOIN edge ON edge.type = type.value AND edge.src = met.seq ` +
    `WHERE +edge.dst IN (SELECT seq FROM met) ORDER BY edge.type, met.id, edge.key`;
  return `(SELECT json_group_array(json_array(${columns.join(', ')})) FROM (${source}))`;
}

/** SQLite writes 15 digits of a number into JSON, which is not all of them: numbers travel as text with 17. */
const allDigits = (column: string) =>
  `CASE typeof(${column}) WHEN 'real' THEN printf('%!.17g', ${column}) ELSE ${column} END`;

type ReachAnswer = readonly [
  beyond: number,
  levels: readonly [seq: number, depth: number][],
  edges: readonly EdgeValues[],
  ...lists: readonly (readonly [seq: number, ...values: unknown[]])[][],
];

type EdgeValues = readonly [relationship: string, src: number, dst: number, key: string, ...attributes: unknown[]];

interface EdgeAttributesReader {
  readonly relationship: RelationshipName;
  readonly read: (values: readonly unknown[]) => Readonly<Record<string, unknown>>;
}

/** Reads an edge; none where an end was left out of the answer. */
function edgeReader(
  model: Model,
  plan: ReachPlan,
  nodes: ReadonlyMap<number, NodeRow>,
): (values: EdgeValues) => ReachedEdge[] {
  const relationships = relationshipsOf(model, plan);
  const names = attributeNames(relationships);
  const readers = new Map<string, EdgeAttributesReader>(
    relationships.map((row) => [row.name, { relationship: row.name, read: attributesReader(row, names) }]),
  );
  return (values) => {
    const [name, src, dst, key] = values;
    const [from, to, reader] = [nodes.get(src)?.id, nodes.get(dst)?.id, readers.get(name)];
    if (from === undefined || to === undefined || !reader) return [];
    return [{ relationship: reader.relationship, from, to, key, attributes: reader.read(values) }];
  };
}

/** Reads the attributes of one relationship's edges, which stand behind what every edge has. */
function attributesReader({ attributes }: Relationship, names: readonly string[]) {
  const own = Object.entries(attributes).map(([name, attribute]) => ({
    name,
    attribute,
    place: 4 + names.indexOf(name),
  }));
  return (values: readonly unknown[]) => {
    const read: Record<string, unknown> = {};
    for (const { name, attribute, place } of own) read[name] = readValue(attribute, allRead(attribute, values[place]));
    return read;
  };
}

/** Undoes {@link allDigits}. */
function allRead({ type, list }: Attribute, value: unknown): unknown {
  const isNumber = !list && (type === 'number' || type === 'integer');
  return isNumber && typeof value === 'string' ? Number(value) : value;
}

function listOf(model: Model, kind: string, wanted: readonly string[]) {
  const names = [...new Set(wanted)];
  const columns = names.map((name) => attributeColumn(model, kind, name));
  const row = columns.map(({ text }) => text).join(', ');
  return {
    text: `(SELECT json_group_array(json_array(x.seq, ${row})) FROM met CROSS JOIN ${nodeTable(kind)} x ON x.seq = met.seq WHERE met.kind = ${literal(kind)})`,
    read: (values: readonly unknown[]): NodeRow => {
      const row: { [name: string]: unknown; __typename: string; id: string } = { __typename: kind, id: '' };
      for (const [index, name] of names.entries()) row[name] = columns[index]?.decode(values[index]);
      return row;
    },
  };
}
