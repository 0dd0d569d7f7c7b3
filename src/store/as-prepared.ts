import { kindOfId } from '../domain/ids.ts';
import { relationshipOf, storedType, type Model } from '../domain/model.ts';
import { oneLine } from '../domain/node.ts';
import { edgeKey } from '../domain/order.ts';
import { searchTextOf } from '../domain/search-text.ts';
import type { EdgeWrite } from './change-set.ts';
import { absent } from './refusals.ts';
import type { StoredNode } from './store.ts';
import type { PreparedEdge, PreparedNode } from './write-rules.ts';

/** A node that another store kept, as it is to be kept here. What was accepted once is not checked again. */
export function preparedNode(model: Model, { id, kind, attributes }: StoredNode): PreparedNode {
  const definition = model.kinds[kind];
  if (!definition) throw absent(id);
  const label = oneLine(definition.label(attributes));
  return { id, kind, label, attributes, ...searchTextOf(definition, attributes) };
}

/** An edge that another store kept, as it is to be kept here. */
export function preparedEdge(model: Model, { relationship, from, to, order, attributes }: EdgeWrite): PreparedEdge {
  const row = relationshipOf(model, relationship);
  const [fromKind, toKind] = [kindOfId(model, from), kindOfId(model, to)];
  if (!row || fromKind === undefined || toKind === undefined) throw absent(`${from} ${relationship} ${to}`);
  const [type, key] = [storedType(row, fromKind), edgeKey(order, from, to)];
  return { relationship, type, from, to, fromKind, toKind, order, key, attributes };
}
