import neo4j from 'neo4j-driver';
import { traversalsOf, type Direction, type Model } from '../../domain/model.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { NodeRow, Reached, ReachPlan } from '../read-plan.ts';
import { storedTypesOfStep } from '../stored-types-of-step.ts';
import type { Run } from './connection.ts';
import { grouped } from '../../support/grouped.ts';
import { endNumber, identifier } from './names.ts';
import { edgeText, nodeReader, ReachedEdges, valuesByKind, valuesOf, type EdgeRow } from './reached-rows.ts';
import { storedTypes } from './schema.ts';
import { matchId } from './index-hint.ts';

/**
 * One statement where all steps run in one direction: then the database can walk breadth first by itself and meets no
 * node twice. Steps in both directions at once take a statement for each level.
 */
export function neo4jReach(model: Model, run: Run, plan: ReachPlan): Promise<Reached> {
  const [direction, ...others] = new Set(plan.steps.map((step) => step.direction));
  return direction !== undefined && others.length === 0
    ? reachOneWay(model, run, plan, direction)
    : reachByLevels(model, run, plan);
}

/**
 * Breadth first: one statement for each level, which gives the level's nodes and all their edges along the steps. The
 * last level is asked for its edges too: some lead to nodes of the answer, and any other says that more is there.
 */
async function reachByLevels(model: Model, run: Run, plan: ReachPlan): Promise<Reached> {
  const nodes = new Map<string, NodeRow & { readonly depth: number }>();
  const edges = new Map<string, FoundEdge>();
  const seen = new Set<string>();
  let [truncated, looked] = [false, 0];
  let frontier = [...new Set(plan.from)].toSorted();
  for (let depth = 0; depth <= plan.maxDepth && frontier.length > 0; depth += 1) {
    const level = await readLevel(frontier);
    const present = level.map(({ node }) => node).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const kept = present.slice(0, plan.maxNodes - nodes.size);
    truncated ||= kept.length < present.length;
    for (const id of frontier) seen.add(id);
    for (const node of kept) nodes.set(node.id, { ...node, depth });
    const found = level.flatMap((row) => row.edges);
    looked += found.length;
    if (looked > (plan.maxEdges ?? Infinity)) return nothingOf;
    for (const edge of found) edges.set(`${edge.row[0]} ${edge.from} ${edge.to}`, edge);
    const ends = found.filter(({ near }) => nodes.has(near)).flatMap(({ from, to }) => [from, to]);
    frontier = [...new Set(ends)].filter((id) => !seen.has(id)).toSorted();
    if (nodes.size >= plan.maxNodes) break;
  }
  truncated ||= frontier.length > 0;
  if (truncated && plan.maxEdges !== undefined) return nothingOf;
  const among = new ReachedEdges(model, plan);
  for (const { from, to, row } of edges.values()) if (nodes.has(from) && nodes.has(to)) among.add(from, to, row);
  return { nodes: [...nodes.values()], edges: among.inOrder(), truncated };

  async function readLevel(ids: readonly string[]): Promise<readonly LevelRow[]> {
    const byKind = grouped(ids, (id) => kindOfId(model, id) ?? '');
    const kinds = Object.keys(model.kinds).filter((kind) => byKind.has(kind));
    if (kinds.length === 0) return [];
    const parameters = Object.fromEntries(kinds.map((kind, index) => [`p${index}`, byKind.get(kind)]));
    const [answer] = await run<{ answer: readonly LevelValues[][] }>(levelStatement(model, plan, kinds), parameters);
    const found = answer?.answer ?? [];
    return kinds.flatMap((kind, index) => {
      const read = nodeReader(model, plan, kind);
      return (found[index] ?? []).map(([values, leaving, arriving]) => {
        const node = read(values);
        return { node, edges: foundAt(node.id, leaving, arriving) };
      });
    });
  }
}

/** What is answered where a walk is wanted whole, and cannot be had. */
const nothingOf: Reached = { nodes: [], edges: [], truncated: true };

interface LevelRow {
  readonly node: NodeRow;
  readonly edges: readonly FoundEdge[];
}

/** An edge, and the node at which it was found. */
interface FoundEdge {
  readonly near: string;
  readonly from: string;
  readonly to: string;
  readonly row: EdgeRow<string>;
}

/** What the statement gives of each node: its values, and the edges that leave it and that arrive. */
type LevelValues = readonly [values: unknown[], leaving: EdgeRow<string>[], arriving: EdgeRow<string>[]];

const foundAt = (near: string, leaving: readonly EdgeRow<string>[], arriving: readonly EdgeRow<string>[]) => [
  ...leaving.map((row): FoundEdge => ({ near, from: near, to: row[1], row })),
  ...arriving.map((row): FoundEdge => ({ near, from: row[1], to: near, row })),
];

/** What the statement gives of each node: how far away it is, its number, its values, and the edges that leave it. */
type WalkedRow = readonly [
  depth: number,
  number: number,
  values: readonly unknown[],
  edges: readonly EdgeRow<number>[],
];

async function reachOneWay(model: Model, run: Run, plan: ReachPlan, direction: Direction): Promise<Reached> {
  const kinds = Object.keys(model.kinds).filter((kind) => plan.from.some((id) => kindOfId(model, id) === kind));
  if (kinds.length === 0) return { nodes: [], edges: [], truncated: false };
  const starts = kinds.map((kind) => plan.from.filter((id) => kindOfId(model, id) === kind));
  const parameters = Object.fromEntries(starts.map((ids, index) => [`p${index}`, [...new Set(ids)]]));
  const { maxNodes, maxDepth, maxEdges } = plan;
  const isWhole = maxEdges !== undefined;
  const text = (isWhole ? wholeStatement : oneWayStatement)(model, plan, { kinds, direction });
  const bounds = { most: neo4j.int(maxNodes + 1), ...(isWhole && { depth: maxDepth, edges: maxEdges }) };
  const rows = await run<{ row: WalkedRow }>(text, { ...parameters, ...bounds });
  const found = rows.map(({ row }) => row);
  if (isWhole && found.some(([depth]) => depth === cutDepth)) return nothingOf;
  const within = found.filter(([depth]) => depth <= plan.maxDepth).slice(0, plan.maxNodes);
  const readers = new Map(Object.keys(model.kinds).map((kind) => [kind, nodeReader(model, plan, kind)]));
  const nodes = new Map(
    within.flatMap(([depth, number, values]) => {
      const read = readers.get(kindOfId(model, String(values[0])) ?? '');
      return read ? [[number, { ...read(values), depth }] as const] : [];
    }),
  );
  const among = new ReachedEdges(model, plan);
  for (const [, number, , edges] of within) {
    const from = nodes.get(number);
    for (const row of edges) {
      const to = nodes.get(row[1]);
      if (from && to) among.add(from.id, to.id, row);
    }
  }
  return { nodes: [...nodes.values()], edges: among.inOrder(), truncated: within.length < found.length };
}

interface Way {
  /** The kinds that it starts from. */
  readonly kinds: readonly string[];
  readonly direction: Direction;
}

/** Walks one step further than wanted, to know whether more lies behind. */
function oneWayStatement(model: Model, plan: ReachPlan, way: Way): string {
  const { starts, walk, rows } = partsOf(model, plan, way);
  return `${starts} ${walk} ORDER BY depth, x.id LIMIT $most ${rows}`;
}

/** The depth of the one row that stands for a walk that was cut. */
const cutDepth = -1;

/**
 * The same for a walk that is wanted whole or not at all. Degrees are counted, which no edge is read for: those of the start
 * before anything is walked, those of all nodes before anything of them is read.
 */
function wholeStatement(model: Model, plan: ReachPlan, way: Way): string {
  const { starts, walk, rows, degree } = partsOf(model, plan, way);
  return (
    `${starts} WITH collect(s) AS starts, sum(${degree('s')}) AS first ` +
    `CALL (starts, first) { UNWIND CASE WHEN first <= $edges THEN starts ELSE [] END AS s ${walk} LIMIT $most ` +
    `RETURN collect([x, depth]) AS found, max(depth) AS deepest, ` +
    `sum(CASE WHEN depth <= $depth THEN ${degree('x')} ELSE 0 END) AS edges } ` +
    `WITH found, first > $edges OR edges > $edges OR size(found) = $most OR deepest > $depth AS isCut ` +
    `UNWIND CASE WHEN isCut THEN [[null, ${cutDepth}]] ELSE found END AS pair WITH pair[0] AS x, pair[1] AS depth ${rows}`
  );
}

/** The parts of both statements: nodes `s` at the start, nodes `x` with their depths, and what is read of these. */
function partsOf(model: Model, plan: ReachPlan, { kinds, direction }: Way) {
  const stored = new Set(plan.steps.flatMap((step) => storedTypesOfStep(model, step)));
  const types = [...stored].map(identifier).join('|');
  const [left, right] = direction === 'forward' ? ['-', '->'] : ['<-', '-'];
  const starts = kinds.map((kind, index) => `UNWIND $p${index} AS id ${matchId('s', kind, 'id')} RETURN s`);
  const edge = edgeText(model, plan, 'e.to');
  return {
    starts: `CALL { ${starts.join(' UNION ALL ')} }`,
    walk: `MATCH p = (s)${left}[:${types}*0..${plan.maxDepth + 1}]${right}(x) WITH x, min(length(p)) AS depth`,
    rows:
      `RETURN [depth, x.${endNumber}, ${valuesByKind(model, plan, 'x')}, COLLECT { MATCH (x)-[e:${types}]->() RETURN ${edge} }] AS row ` +
      `ORDER BY depth, x.id`,
    degree: (node: string) => `COUNT { (${node})${left}[:${types}]${right}() }`,
  };
}

/** One look-up for each kind of the level: a text with all kinds would take the planner seconds the first time. */
function levelStatement(model: Model, plan: ReachPlan, kinds: readonly string[]): string {
  const edges = (kind: string, direction: Direction): string => {
    const types = typesFrom(model, plan, kind, direction).map(identifier).join('|');
    if (types === '') return '[]';
    const pattern = direction === 'forward' ? `(n)-[e:${types}]->(x)` : `(n)<-[e:${types}]-(x)`;
    return `COLLECT { MATCH ${pattern} RETURN ${edgeText(model, plan, 'x.id')} }`;
  };
  const reads = kinds.map((kind, index) => {
    const row = `[${valuesOf(plan, kind, 'n')}, ${edges(kind, 'forward')}, ${edges(kind, 'backward')}]`;
    return `COLLECT { UNWIND $p${index} AS id ${matchId('n', kind, 'id')} RETURN ${row} }`;
  });
  return `RETURN [${reads.join(', ')}] AS answer`;
}

/** The stored types of the plan's steps that edges at a node of the kind can have, in one direction. */
function typesFrom(model: Model, plan: ReachPlan, kind: string, direction: Direction): string[] {
  const steps = plan.steps.filter((step) => step.direction === direction);
  const wanted = new Set(steps.flatMap((step) => storedTypesOfStep(model, step)));
  const possible = traversalsOf(model, kind).filter((traversal) => traversal.direction === direction);
  const types = new Set(possible.map(({ type }) => type).filter((type) => wanted.has(type)));
  return storedTypes(model).filter((type) => types.has(type));
}
