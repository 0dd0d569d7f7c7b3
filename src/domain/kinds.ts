import type { AttributeValues } from './attribute.ts';
import { evidence } from './kinds/evidence.ts';
import { facets } from './kinds/facets.ts';
import { judgements } from './kinds/judgements.ts';

/** Every kind of node, by its GraphQL type name. */
export const kinds = { ...evidence, ...judgements, ...facets } as const;

export type KindName = keyof typeof kinds;

/** The attributes of one kind, as TypeScript sees them. */
export type AttributesOf<Name extends KindName> = AttributeValues<(typeof kinds)[Name]['attributes']>;
