import type { RelationshipName } from '../../domain/relationships.ts';
import type { Attribute, AttributeTable } from '../../domain/attribute.ts';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { relationshipOf, type Model } from '../../domain/model.ts';
import { edgeColumn } from './names.ts';
import { keptAs } from './tables.ts';

type Row = Readonly<Record<string, unknown>>;

/** An attribute as its column keeps it. */
export function keptValue(as: ReturnType<typeof keptAs>, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (as === 'json') return JSON.stringify(value);
  return as === 'boolean' ? Number(value) : value;
}

/** Undoes {@link keptValue}. A list that joined the model after the row was written is an empty column. */
export function readValue(attribute: Attribute, kept: unknown): unknown {
  if (kept === null || kept === undefined) return attribute.list ? [] : null;
  switch (keptAs(attribute)) {
    case 'json':
      return JSON.parse(String(kept));
    case 'boolean':
      return kept === 1;
    default:
      return kept;
  }
}

/** Attributes from a row of a kind's table, in the order of the kind. */
export const attributesOfRow = (model: Model, kind: string, row: Row): AttributeRecord =>
  readAttributes(model.kinds[kind]?.attributes ?? {}, (name) => row[name]);

/** Attributes from a row of the edge table, in the order of the relationship. */
export const attributesOfEdge = (model: Model, relationship: RelationshipName, row: Row): AttributeRecord =>
  readAttributes(relationshipOf(model, relationship)?.attributes ?? {}, (name) => row[edgeColumn(name)]);

function readAttributes(table: AttributeTable, kept: (name: string) => unknown): AttributeRecord {
  return Object.fromEntries(Object.entries(table).map(([name, attribute]) => [name, readValue(attribute, kept(name))]));
}
