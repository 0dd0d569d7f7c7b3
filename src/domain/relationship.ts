import type { AttributeTable } from './attribute.ts';
import type { KindName } from './kinds.ts';

export type Cardinality = 'one' | 'many';

/** One direction of a relationship, as readers see it. */
export interface RelationshipField<Field extends string = string> {
  readonly field: Field;
  readonly cardinality: Cardinality;
  readonly description: string;
}

/** A row of the one relationship table. Relationships run from what depends to what it depends on. */
export interface Relationship<Name extends string = string> {
  readonly name: Name;
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

/** A row as the table writes it down: its ends are kinds that there are. */
export interface DeclaredRelationship extends Relationship {
  readonly ends: Readonly<Partial<Record<KindName, readonly KindName[]>>>;
  readonly backward: RelationshipField | { readonly byKind: Readonly<Partial<Record<KindName, RelationshipField>>> };
}

export interface BackwardByKind {
  readonly byKind: Readonly<Record<string, RelationshipField>>;
}

export const many = <const Field extends string>(field: Field, description: string) => ({
  field,
  cardinality: 'many' as const,
  description,
});
export const one = <const Field extends string>(field: Field, description: string) => ({
  field,
  cardinality: 'one' as const,
  description,
});
export const byKind = <const Fields extends BackwardByKind['byKind']>(fields: Fields) => ({ byKind: fields });
