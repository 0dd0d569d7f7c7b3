import type { Direction } from '../domain/model.ts';
import type { RelationshipName } from '../domain/relationships.ts';
import type { ReachStep } from './read-plan.ts';

/** Steps of a walk along whole relationships, all in one direction. */
export const stepsAlong = (direction: Direction, relationships: readonly RelationshipName[]): ReachStep[] =>
  relationships.map((relationship) => ({ relationship, direction }));
