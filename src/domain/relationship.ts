import type { AttributeTable } from './attribute.ts';

export type Cardinality = 'one' | 'many';

/** One direction of a relationship, as readers see it. */
export interface RelationshipField {
  readonly field: string;
  readonly cardinality: Cardinality;
  readonly description: string;
}

/** A row of the one relationship table. Relationships run from what depends to what it depends on. */
export interface Relationship {
  readonly name: string;
  readonly description: string;
  /** Which kinds it may run from, and for each the kinds it may run to. */
  readonly ends: Readonly<Record<string, readonly string[]>>;
  readonly forward: RelationshipField;
  /**
   * One field at the far end for all from-kinds, or one field for each from-kind (`byKind`). In the second case a
   * store keeps each from-kind apart, so that a page or a count of one never touches the others.
   */
  readonly backward: RelationshipField | BackwardByKind;
  readonly attributes: AttributeTable;
  /** Order of pages: as listed by whoever wrote the edge, or by the `ordinal` of the node it comes from. */
  readonly order: 'listed' | 'fromOrdinal';
  /** Relationships that share a group must not form a cycle together. */
  readonly acyclic?: string;
}

export interface BackwardByKind {
  readonly byKind: Readonly<Record<string, RelationshipField>>;
}

export const many = (field: string, description: string): RelationshipField => ({
  field,
  cardinality: 'many',
  description,
});
export const one = (field: string, description: string): RelationshipField => ({
  field,
  cardinality: 'one',
  description,
});
export const byKind = (fields: BackwardByKind['byKind']): BackwardByKind => ({ byKind: fields });
