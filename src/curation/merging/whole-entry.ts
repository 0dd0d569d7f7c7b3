import { DomainError } from '../../domain/errors.ts';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { LifeCycleStatus } from '../../domain/life-cycle.ts';
import { traversalsOf, type Model, type Traversal } from '../../domain/model.ts';
import { orderOfKey } from '../../domain/order.ts';
import type { EdgeWrite, NodeWrite } from '../../store/change-set.ts';
import { headerOf, presentRows, readRelation } from '../../store/answered-nodes.ts';
import type { NodeRow, NodeSelection, PageRow, RelationRead } from '../../store/read-plan.ts';
import type { Store } from '../../store/store.ts';

/** An entry with all that is known of it, as it would be written. */
export interface WholeEntry {
  readonly id: string;
  readonly version: number;
  readonly status: LifeCycleStatus;
  readonly reviewPackage: string | null;
  readonly attributes: AttributeRecord;
  /** From it and to it. */
  readonly edges: readonly EdgeWrite[];
}

/** Connections of one sort that an entry may have to be moved in one step. */
const mostOfField = 10_000;

/** Entries of one kind with all their connections, by id; absent ones are left out. One statement. */
export async function wholeEntries(
  store: Store,
  kind: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WholeEntry>> {
  const { model } = store;
  const select = { [kind]: everythingOf(model, kind) };
  const answer = await store.read({ roots: { entries: { by: 'ids', ids, select } } });
  const rows = presentRows(answer, 'entries');
  return new Map(rows.map((row) => [row.id, wholeEntry(model, row)]));
}

/** The entry as it stands, to be written again: its version is then one more, and its history tells of the change. */
export const asWritten = ({ id, version, attributes, status, reviewPackage }: WholeEntry): NodeWrite => ({
  id,
  expectedVersion: version,
  attributes,
  status,
  reviewPackage,
});

function everythingOf(model: Model, kind: string): NodeSelection {
  const attributes = ['status', 'version', 'reviewPackage', ...Object.keys(model.kinds[kind]?.attributes ?? {})];
  const relations = traversalsOf(model, kind).map((traversal) => [traversal.field.field, allOf(traversal)] as const);
  return { attributes, relations: Object.fromEntries(relations) };
}

const allOf = ({ field, relationship }: Traversal): RelationRead => ({
  field: field.field,
  page: { first: field.cardinality === 'one' ? 1 : mostOfField, after: null },
  rows: true,
  count: false,
  edgeAttributes: Object.keys(relationship.attributes),
  select: {},
});

function wholeEntry(model: Model, row: NodeRow): WholeEntry {
  const { id, __typename: kind } = row;
  const names = Object.keys(model.kinds[kind]?.attributes ?? {});
  return {
    id,
    ...headerOf(row, 'version', 'status', 'reviewPackage'),
    attributes: Object.fromEntries(names.map((name) => [name, row[name]])),
    edges: traversalsOf(model, kind).flatMap((traversal) => edgesAlong(traversal, row)),
  };
}

function edgesAlong({ field, relationship, direction }: Traversal, row: NodeRow): EdgeWrite[] {
  const { rows = [] } = readRelation(row, field.field);
  if (rows.length > mostOfField)
    throw new DomainError(
      'QUESTION_LIMIT_EXCEEDED',
      `${row.id} has more than ${mostOfField} "${field.field}": it cannot be merged in one step. The other way round, the smaller one moves.`,
    );
  return rows.map(({ key, edge, node }: PageRow) => ({
    relationship: relationship.name,
    from: direction === 'forward' ? row.id : node.id,
    to: direction === 'forward' ? node.id : row.id,
    order: orderOfKey(key),
    attributes: { ...edge },
  }));
}
