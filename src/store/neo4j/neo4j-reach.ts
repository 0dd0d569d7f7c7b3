import neo4j from 'neo4j-driver';
import { relationshipOf, storedType, traversalsOf, type Direction, type Model } from '../../domain/model.ts';
import { kindOfId } from '../../domain/ids.ts';
import { headerAttributes } from '../../domain/node.ts';
import type { NodeRow, Reached, ReachedEdge, ReachPlan } from '../read-plan.ts';
import { storedTypesOfStep } from '../stored-types-of-step.ts';
import type { Row, Run } from './connection.ts';
import { groupBy } from './group-by.ts';
import { identifier } from './names.ts';
import { storedTypes } from './schema.ts';
import { matchId } from './seek.ts';
import { attributeOf, edgeAttributesOf } from './values.ts';

type FoundEdge = ReachedEdge & { readonly type: string };

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
  const names = relationshipNames(model);
  const nodes = new Map<string, NodeRow & { readonly depth: number }>();
  const edges = new Map<string, FoundEdge>();
  const seen = new Set<string>();
  let truncated = false;
  let frontier = [...new Set(plan.from)].toSorted();
  for (let depth = 0; depth <= plan.maxDepth && frontier.length > 0; depth += 1) {
    const level = await readLevel(frontier);
    const present = level.map(({ node }) => node).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const kept = present.slice(0, plan.maxNodes - nodes.size);
    truncated ||= kept.length < present.length;
    for (const id of frontier) seen.add(id);
    for (const node of kept) nodes.set(node.id, { ...node, depth });
    for (const edge of level.flatMap((row) => row.edges)) edges.set(`${edge.type} ${edge.from} ${edge.to}`, edge);
    const ends = level
      .filter(({ node }) => nodes.has(node.id))
      .flatMap((row) => row.edges.flatMap(({ from, to }) => [from, to]));
    frontier = [...new Set(ends)].filter((id) => !seen.has(id)).toSorted();
    if (nodes.size >= plan.maxNodes) break;
  }
  truncated ||= frontier.length > 0;
  const between = [...edges.values()].filter(({ from, to }) => nodes.has(from) && nodes.has(to)).toSorted(byPlace);
  return {
    nodes: [...nodes.values()],
    edges: between.map(({ type, ...edge }) => ({ ...edge, relationship: names.get(type) ?? type })),
    truncated,
  };

  async function readLevel(ids: readonly string[]): Promise<readonly LevelRow[]> {
    const byKind = groupBy(ids, (id) => kindOfId(model, id) ?? '');
    const kinds = Object.keys(model.kinds).filter((kind) => byKind.has(kind));
    if (kinds.length === 0) return [];
    const parameters = Object.fromEntries(kinds.map((kind, index) => [`p${index}`, byKind.get(kind)]));
    const [answer] = await run(levelStatement(model, plan, kinds), parameters);
    const found = (answer?.['answer'] ?? []) as [Row, ToldEdge[]][][];
    return kinds.flatMap((kind, index) =>
      (found[index] ?? []).map(([node, edges]) => ({
        node: nodeOf(model, kind, node, plan.attributes[kind] ?? []),
        edges: edges.map((edge) => edgeOf(model, names, edge)),
      })),
    );
  }
}

/** The relationship behind each stored type. */
const relationshipNames = (model: Model): ReadonlyMap<string, string> =>
  new Map(
    model.relationships.flatMap((row) =>
      Object.keys(row.ends).map((kind) => [storedType(row, kind), row.name] as const),
    ),
  );

async function reachOneWay(model: Model, run: Run, plan: ReachPlan, direction: Direction): Promise<Reached> {
  const kinds = Object.keys(model.kinds).filter((kind) => plan.from.some((id) => kindOfId(model, id) === kind));
  const starts = kinds.map((kind) => plan.from.filter((id) => kindOfId(model, id) === kind));
  const parameters = Object.fromEntries(starts.map((ids, index) => [`p${index}`, [...new Set(ids)]]));
  const text = oneWayStatement(model, plan, { kinds, direction });
  const found = kinds.length === 0 ? [] : await run(text, { ...parameters, most: neo4j.int(plan.maxNodes + 1) });
  const within = found.filter(({ depth }) => Number(depth) <= plan.maxDepth).slice(0, plan.maxNodes);
  const names = relationshipNames(model);
  const nodes = within.map((row) => {
    const kind = kindOfId(model, String((row['node'] as Row)['id'])) ?? '';
    return { ...nodeOf(model, kind, row['node'] as Row, plan.attributes[kind] ?? []), depth: Number(row['depth']) };
  });
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = within
    .flatMap((row) => row['edges'] as ToldEdge[])
    .map((edge) => edgeOf(model, names, edge))
    .filter(({ from, to }) => ids.has(from) && ids.has(to))
    .toSorted(byPlace)
    .map(({ relationship, from, to, key, attributes }) => ({ relationship, from, to, key, attributes }));
  return { nodes, edges, truncated: within.length < found.length };
}

/** Walks one step further than wanted, to know whether more lies behind. */
function oneWayStatement(
  model: Model,
  plan: ReachPlan,
  { kinds, direction }: { readonly kinds: readonly string[]; readonly direction: Direction },
): string {
  const stored = new Set(plan.steps.flatMap((step) => storedTypesOfStep(model, step)));
  const types = [...stored].map(identifier).join('|');
  const [left, right] = direction === 'forward' ? ['-', '->'] : ['<-', '-'];
  const starts = kinds.map((kind, index) => `UNWIND $p${index} AS id ${matchId('s', kind, 'id')} RETURN s`);
  const names = new Set([...headerAttributes, ...Object.values(plan.attributes).flat()]);
  const wanted = [...names].map((name) => `.${identifier(name)}`).join(', ');
  return (
    `CALL { ${starts.join(' UNION ALL ')} } MATCH p = (s)${left}[:${types}*0..${plan.maxDepth + 1}]${right}(x) ` +
    `WITH x, min(length(p)) AS depth ORDER BY depth, x.id LIMIT $most ` +
    `RETURN depth, x {${wanted}} AS node, COLLECT { MATCH (x)-[e:${types}]->() RETURN ${toldEdge} } AS edges ` +
    `ORDER BY depth, x.id`
  );
}

interface LevelRow {
  readonly node: NodeRow;
  readonly edges: readonly FoundEdge[];
}

/** One look-up for each kind of the level: a text with all kinds would take the planner seconds the first time. */
function levelStatement(model: Model, plan: ReachPlan, kinds: readonly string[]): string {
  const reads = kinds.map((kind, index) => {
    const wanted = [...new Set([...headerAttributes, ...(plan.attributes[kind] ?? [])])]
      .map((name) => `.${identifier(name)}`)
      .join(', ');
    const types = (direction: 'forward' | 'backward') => typesFrom(model, plan, kind, direction);
    const along = [
      found(types('forward'), (edge) => `(n)-[${edge}]->()`),
      found(types('backward'), (edge) => `(n)<-[${edge}]-()`),
    ].flat();
    const edges = along.length === 0 ? '[]' : along.join(' + ');
    return `COLLECT { UNWIND $p${index} AS id ${matchId('n', kind, 'id')} RETURN [n {${wanted}}, ${edges}] }`;
  });
  return `RETURN [${reads.join(', ')}] AS answer`;
}

function found(types: readonly string[], pattern: (edge: string) => string): string[] {
  if (types.length === 0) return [];
  return [`COLLECT { MATCH ${pattern(`e:${types.map(identifier).join('|')}`)} RETURN ${toldEdge} }`];
}

/** The stored types of the plan's steps that edges at a node of the kind can have, in one direction. */
function typesFrom(model: Model, plan: ReachPlan, kind: string, direction: Direction): string[] {
  const steps = plan.steps.filter((step) => step.direction === direction);
  const wanted = new Set(steps.flatMap((step) => storedTypesOfStep(model, step)));
  const possible = traversalsOf(model, kind).filter((traversal) => traversal.direction === direction);
  const types = new Set(possible.map(({ type }) => type).filter((type) => wanted.has(type)));
  return storedTypes(model).filter((type) => types.has(type));
}

function nodeOf(model: Model, kind: string, node: Row, names: readonly string[]): NodeRow {
  const table = model.kinds[kind]?.attributes ?? {};
  const header = Object.fromEntries(headerAttributes.map((name) => [name, node[name] ?? null]));
  const attributes = names.flatMap((name) => (table[name] ? [[name, attributeOf(table[name], node[name])]] : []));
  return { __typename: kind, id: String(node['id']), ...header, ...(Object.fromEntries(attributes) as Row) };
}

/** An edge as statements tell it: its type, the ids at its ends, and its properties. */
type ToldEdge = readonly [type: string, from: string, to: string, properties: Row];

const toldEdge = '[type(e), startNode(e).id, endNode(e).id, properties(e)]';

function edgeOf(model: Model, names: ReadonlyMap<string, string>, [type, from, to, edge]: ToldEdge): FoundEdge {
  const relationship = names.get(type) ?? type;
  const attributes = edgeAttributesOf(relationshipOf(model, relationship)?.attributes ?? {}, edge);
  return { relationship, type, from, to, key: String(edge['key']), attributes };
}

function byPlace(one: FoundEdge, other: FoundEdge): number {
  const [first, second] = [one, other].map(({ type, from, key }) => [type, from, key] as const);
  for (const index of [0, 1, 2] as const) {
    const [left = '', right = ''] = [first?.[index], second?.[index]];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
