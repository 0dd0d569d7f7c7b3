import type { RelationshipName } from '../../src/domain/relationships.ts';

/** A name that the table does not have: what a model with one more row, or a caller without types, would say. */
export const madeUpRelationship = (name: string) => name as RelationshipName;
