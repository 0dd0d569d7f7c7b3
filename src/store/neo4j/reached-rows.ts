import { relationshipOf, storedType, type Model, type NamedRelationship } from '../../domain/model.ts';
import type { NodeRow, ReachedEdge, ReachPlan } from '../read-plan.ts';
import type { Row } from './connection.ts';
import { identifier, literal } from './names.ts';
import { attributeReader, edgeAttributesOf } from './values.ts';

/*
 * How a statement returns the nodes and edges of a walk, and how they are read back: lists of values without names, as a
 * walk may find tens of thousands of each.
 */

/** The columns of nodes of a kind, the id first. */
const columnsOf = ({ header, attributes }: ReachPlan, kind: string): readonly string[] => [
  ...new Set(['id', ...header, ...(attributes[kind] ?? [])]),
];

const listOf = (node: string, names: readonly string[]) =>
  `[${names.map((name) => `${node}.${identifier(name)}`).join(', ')}]`;

/** The expression for the columns of a node of a kind. */
export const valuesOf = (plan: ReachPlan, kind: string, node: string): string => listOf(node, columnsOf(plan, kind));

/** The same for a node of any kind. It reads only the columns of the kind, as each property takes a search of its own. */
export function valuesByKind(model: Model, plan: ReachPlan, node: string): string {
  const kinds = Object.keys(model.kinds).filter((kind) => (plan.attributes[kind] ?? []).length > 0);
  const branches = kinds.map((kind) => `WHEN ${node}:${identifier(kind)} THEN ${valuesOf(plan, kind, node)} `);
  const others = listOf(node, ['id', ...plan.header]);
  return branches.length === 0 ? others : `CASE ${branches.join('')}ELSE ${others} END`;
}

/** Reads a node of a kind from its columns. */
export function nodeReader(model: Model, plan: ReachPlan, kind: string) {
  const columns = columnsOf(plan, kind).map((name) => ({ name, read: attributeReader(model, kind, name) }));
  return (values: readonly unknown[]): NodeRow => {
    const row: { [name: string]: unknown; __typename: string; id: string } = { __typename: kind, id: '' };
    for (const [place, { name, read }] of columns.entries()) row[name] = read(values[place]);
    return row;
  };
}

/** An edge: its type, where it leads, its key, and its properties where its relationship has attributes. */
export type EdgeRow<End> = readonly [type: string, to: End, key: string, properties: Row | null];

/** The expression for the row of an edge `e`; `to` is the expression for its end. */
export function edgeText(model: Model, plan: ReachPlan, to: string): string {
  const types = [...relationshipsByType(model, plan)].filter(
    ([, { attributes }]) => Object.keys(attributes).length > 0,
  );
  const among = types.map(([type]) => literal(type)).join(', ');
  const properties = types.length === 0 ? 'null' : `CASE WHEN type(e) IN [${among}] THEN properties(e) END`;
  return `[type(e), ${to}, e.key, ${properties}]`;
}

/** The edges of an answer, in order of their stored types, of the ids they come from, and of their keys. */
export class ReachedEdges {
  readonly #relationships: ReadonlyMap<string, NamedRelationship>;
  readonly #byType = new Map<string, ReachedEdge[]>();

  constructor(model: Model, plan: ReachPlan) {
    this.#relationships = relationshipsByType(model, plan);
  }

  add(from: string, to: string, [type, , key, properties]: EdgeRow<unknown>): void {
    const relationship = this.#relationships.get(type);
    if (!relationship) throw new TypeError(`No step leads along ${type}.`);
    const attributes = edgeAttributesOf(relationship.attributes, properties ?? {});
    const edge = { relationship: relationship.name, from, to, key, attributes };
    const same = this.#byType.get(type);
    if (same) same.push(edge);
    else this.#byType.set(type, [edge]);
  }

  inOrder(): readonly ReachedEdge[] {
    return [...this.#byType.keys()].toSorted().flatMap((type) => this.#byType.get(type)?.toSorted(byPlace) ?? []);
  }
}

/** The relationships of the plan's steps, by the types under which their edges are stored. */
function relationshipsByType(model: Model, { steps }: ReachPlan): ReadonlyMap<string, NamedRelationship> {
  const rows = steps.flatMap(({ relationship }) => relationshipOf(model, relationship) ?? []);
  return new Map(rows.flatMap((row) => Object.keys(row.ends).map((kind) => [storedType(row, kind), row] as const)));
}

function byPlace(one: ReachedEdge, other: ReachedEdge): number {
  if (one.from !== other.from) return one.from < other.from ? -1 : 1;
  if (one.key === other.key) return 0;
  return one.key < other.key ? -1 : 1;
}
