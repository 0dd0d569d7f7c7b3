import type { RelationshipName } from '../domain/relationships.ts';
import { checkAttributes, schemaOfAttributes, type AttributeRecord } from '../domain/attribute-schema.ts';
import { DomainError, validationFailed, type Problem } from '../domain/errors.ts';
import { kindOfId } from '../domain/ids.ts';
import type { Kind } from '../domain/kind.ts';
import { relationshipOf, storedType, type Model } from '../domain/model.ts';
import { oneLine } from '../domain/node.ts';
import { edgeKey, orderKeysOf } from '../domain/order.ts';
import { problemsOf } from '../domain/problems-of-issue.ts';
import { searchTextOf } from '../domain/search-text.ts';
import type { ChangeSet, EdgeName, EdgeWrite, NodeWrite, SeenNode } from './change-set.ts';

/** A node as every engine keeps it, whatever it keeps it in. */
export interface PreparedNode {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly attributes: AttributeRecord;
  readonly names: string;
  readonly texts: string;
}

/** An edge as every engine keeps it. */
export interface PreparedEdge {
  readonly relationship: RelationshipName;
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly fromKind: string;
  readonly toKind: string;
  readonly order: string;
  readonly key: string;
  readonly attributes: AttributeRecord;
}

/** Checks a node against its kind: `VALIDATION_FAILED` with every problem, each under the node's id. */
export function prepareNode(model: Model, { id, attributes: input }: NodeWrite): PreparedNode {
  const kind = kindOfId(model, id);
  const definition = kind === undefined ? undefined : model.kinds[kind];
  if (kind === undefined || !definition)
    throw validationFailed([{ path: id, message: 'is not an id of a known kind' }]);
  const { attributes, problems } = checkAttributes(definition, input);
  if (problems.length > 0)
    throw validationFailed(problems.map(({ path, message }) => ({ path: `${id} ${path}`, message })));
  return {
    id,
    kind,
    label: oneLine(definition.label(attributes)),
    attributes,
    ...searchTextOf(definition, attributes),
  };
}

/** The keys of the kind's orders, and the place among equals in a search: shorter labels first. */
export function placesOf(
  kind: Kind,
  node: Readonly<Record<string, unknown>> & { readonly id: string; readonly label: string },
) {
  const orders = orderKeysOf(kind, node);
  return { orders, searchPlace: `${String(node.label.length).padStart(3, '0')} ${orders['label']}` };
}

/** Checks an edge against the table: kinds at both ends, edge attributes. */
export function prepareEdge(model: Model, write: EdgeWrite): PreparedEdge {
  const { relationship, fromKind, toKind } = namedEdge(model, write);
  const schema = edgeSchema(relationship.attributes);
  const parsed = schema.safeParse(write.attributes);
  if (!parsed.success)
    throw validationFailed(
      problemsOf(parsed.error, schema, write.attributes).map((problem) => edgeProblem(write, problem)),
    );
  return {
    relationship: relationship.name,
    type: storedType(relationship, fromKind),
    from: write.from,
    to: write.to,
    fromKind,
    toKind,
    order: write.order,
    key: edgeKey(write.order, write.from, write.to),
    attributes: parsed.data,
  };
}

/** The row of the table that an edge belongs to, with the kinds at its ends; refused where the table forbids them. */
export function namedEdge(model: Model, edge: EdgeName) {
  const relationship = relationshipOf(model, edge.relationship);
  if (!relationship)
    throw validationFailed([edgeProblem(edge, { path: '', message: 'is not a relationship of the table' })]);
  const fromKind = kindOfId(model, edge.from);
  const toKind = kindOfId(model, edge.to);
  const allowed = fromKind === undefined ? undefined : relationship.ends[fromKind];
  if (fromKind !== undefined && toKind !== undefined && allowed?.includes(toKind))
    return { relationship, fromKind, toKind };
  const ends = Object.entries(relationship.ends).map(([from, to]) => `${from} → ${to.join(' or ')}`);
  throw validationFailed([edgeProblem(edge, { path: '', message: `may only run ${ends.join('; ')}` })]);
}

function edgeProblem({ relationship, from, to }: EdgeName, { path, message }: Problem): Problem {
  return { path: `${from} ${relationship} ${to}${path === '' ? '' : ` ${path}`}`, message };
}

const edgeSchemas = new WeakMap<object, ReturnType<typeof schemaOfAttributes>>();

function edgeSchema(table: Parameters<typeof schemaOfAttributes>[0]) {
  let schema = edgeSchemas.get(table);
  if (!schema) edgeSchemas.set(table, (schema = schemaOfAttributes(table)));
  return schema;
}

/** Whether a change set is known, before anything is read of it, to write records and nothing else, and to look at nothing. */
export function writesRecordsOnly(changes: ChangeSet): boolean {
  const { nodes, edges, removedEdges, removedNodes, restsOn = [], records = [] } = changes;
  const others = [nodes, edges, removedEdges, removedNodes, restsOn];
  return records.length > 0 && others.every((list) => Array.isArray(list) && list.length === 0);
}

/** Whether the change set holds records and nothing of the graph, whose version then stays. Asked once all is written. */
export const leavesGraph = ({ records = [] }: ChangeSet, touched: number) => touched === 0 && records.length > 0;

/** `VERSION_CONFLICT` where a node is gone, or not as it was seen. `present` is what is kept of it. */
export function assertAsSeen({ id, seen }: SeenNode, present: Readonly<Record<string, unknown>> | undefined): void {
  const moved = Object.keys(seen).filter((name) => (present?.[name] ?? null) !== (seen[name] ?? null));
  if (present && moved.length === 0) return;
  throw new DomainError(
    'VERSION_CONFLICT',
    `${id} was ${present ? `changed (${moved.join(', ')})` : 'removed'} meanwhile: read it again and repeat the change.`,
  );
}
