import { isOneOf } from '../support/is-one-of.ts';
import { relationshipOf, storedType, type Model } from '../domain/model.ts';
import type { ReachStep } from './read-plan.ts';

/** The types under which stores keep the edges that a step walks along. */
export function storedTypesOfStep(model: Model, { relationship: name, from }: Omit<ReachStep, 'direction'>): string[] {
  const relationship = relationshipOf(model, name);
  if (!relationship) throw new TypeError(`${name} is not a relationship.`);
  if (from && !('byKind' in relationship.backward)) throw new TypeError(`${name} does not keep its from-kinds apart.`);
  const kinds = Object.keys(relationship.ends).filter((kind) => from === undefined || isOneOf(from, kind));
  return [...new Set(kinds.map((kind) => storedType(relationship, kind)))];
}
