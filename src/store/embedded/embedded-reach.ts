import { kindOfId } from '../../domain/ids.ts';
import { relationshipOf, storedType, type Model } from '../../domain/model.ts';
import { headerAttributes } from '../../domain/node.ts';
import type { NodeRow, Reached, ReachedEdge, ReachPlan } from '../read-plan.ts';
import { compileRead } from './compile-read.ts';
import { attributesOfEdge } from './node-row.ts';
import type { Statements } from './statements.ts';

interface Walk {
  readonly depths: Map<string, number>;
  truncated: boolean;
}

/**
 * Breadth first: a statement for each step away from the start, one for the edges and one for the attributes. A level
 * gives only nodes that were not seen before, and no more of them than the answer takes, so neither cycles nor hubs
 * make the walk longer than the answer.
 */
export function embeddedReach(model: Model, sql: Statements, plan: ReachPlan): Reached {
  const { depths, truncated } = walk(model, sql, plan);
  const ids = [...depths.keys()];
  const nodes = nodesOf(model, sql, { ids, plan }).map((row) => ({ ...row, depth: depths.get(row.id) ?? 0 }));
  return { nodes, edges: edgesBetween(model, sql, { ids, plan }), truncated };
}

function walk(model: Model, sql: Statements, plan: ReachPlan): Walk {
  const types = JSON.stringify(typesByDirection(model, plan));
  const walked: Walk = { depths: new Map(), truncated: false };
  const start = JSON.stringify(plan.from);
  let level = sql.all<{ id: string }>(startingNodes, [start, plan.maxNodes + 1]);
  for (let depth = 0; level.length > 0; depth += 1) {
    const room = plan.maxNodes - walked.depths.size;
    if (level.length > room || depth > plan.maxDepth) walked.truncated = true;
    if (depth > plan.maxDepth) break;
    for (const { id } of level.slice(0, room)) walked.depths.set(id, depth);
    if (walked.truncated) break;
    // Behind the last level one node is enough to know that there are more.
    const wanted = depth === plan.maxDepth ? 1 : plan.maxNodes - walked.depths.size + 1;
    const seen = JSON.stringify([...walked.depths.keys()]);
    level = sql.all(nextLevel, [JSON.stringify(level.map(({ id }) => id)), types, seen, wanted]);
  }
  return walked;
}

const startingNodes = `SELECT DISTINCT node.id AS id FROM json_each(?1) start CROSS JOIN node ON node.id = start.value ORDER BY id LIMIT ?2`;

const nextLevel = `
SELECT edge.dst AS id FROM json_each(?1) start CROSS JOIN json_each(?2, '$.forward') type
CROSS JOIN edge ON edge.type = type.value AND edge.src = start.value
WHERE edge.dst NOT IN (SELECT value FROM json_each(?3))
UNION
SELECT edge.src AS id FROM json_each(?1) start CROSS JOIN json_each(?2, '$.backward') type
CROSS JOIN edge ON edge.type = type.value AND edge.dst = start.value
WHERE edge.src NOT IN (SELECT value FROM json_each(?3))
ORDER BY id LIMIT ?4`;

function typesByDirection(model: Model, { steps }: ReachPlan) {
  const towards = (direction: string) => [
    ...new Set(
      steps.filter((step) => step.direction === direction).flatMap(({ relationship }) => typesOf(model, relationship)),
    ),
  ];
  return { forward: towards('forward'), backward: towards('backward') };
}

function typesOf(model: Model, name: string): string[] {
  const relationship = relationshipOf(model, name);
  if (!relationship) throw new TypeError(`${name} is not a relationship.`);
  return Object.keys(relationship.ends).map((kind) => storedType(relationship, kind));
}

interface Within {
  readonly ids: readonly string[];
  readonly plan: ReachPlan;
}

function nodesOf(model: Model, sql: Statements, { ids, plan }: Within): NodeRow[] {
  const kinds = [...new Set(ids.flatMap((id) => kindOfId(model, id) ?? []))];
  const select = Object.fromEntries(
    kinds.map((kind) => [kind, { attributes: [...headerAttributes, ...(plan.attributes[kind] ?? [])], relations: {} }]),
  );
  const { text, values, decode } = compileRead(model, { roots: { nodes: { by: 'ids', ids, select } } });
  const rows = decode(sql.get<{ answer: string }>(text, values)?.answer ?? '')['nodes'];
  return (rows as readonly (NodeRow | null)[]).filter((row) => row !== null);
}

// The plus keeps SQLite from trying every end with every start in the index over both.
const edgesAmong = `
SELECT edge.* FROM json_each(?1) start CROSS JOIN json_each(?2) type
CROSS JOIN edge ON edge.type = type.value AND edge.src = start.value
WHERE +edge.dst IN (SELECT value FROM json_each(?1)) ORDER BY edge.type, edge.src, edge.key`;

function edgesBetween(model: Model, sql: Statements, { ids, plan }: Within): ReachedEdge[] {
  const types = [...new Set(plan.steps.flatMap(({ relationship }) => typesOf(model, relationship)))];
  return sql.all<Record<string, string>>(edgesAmong, [JSON.stringify(ids), JSON.stringify(types)]).map((row) => {
    const { relationship = '', src = '', dst = '', key = '' } = row;
    return { relationship, from: src, to: dst, key, attributes: attributesOfEdge(model, relationship, row) };
  });
}
