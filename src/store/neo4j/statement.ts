import type { Model } from '../../domain/model.ts';
import { FilterSizes } from '../filter-sizes.ts';
import { FilterSets } from './filter-sets.ts';
import { handedOver } from './found-sets.ts';
import { BoundValues } from '../read/bound-values.ts';

/** A statement in the making: what all its parts share. */
export interface Statement {
  readonly model: Model;
  readonly sizes: FilterSizes;
  readonly parameters: BoundValues;
  readonly sets: FilterSets;
  /** Others may keep nodes under our names in the database. */
  readonly isShared: boolean;
}

/** What a statement is compiled for: the sizes of the graph, unknown unless given, and whether the database is shared. */
export interface Compiling {
  readonly sizes?: FilterSizes;
  readonly isShared?: boolean;
}

export function newStatement(model: Model, { sizes, isShared = false }: Compiling): Statement {
  const parameters = new BoundValues((place) => `$p${place}`);
  return { model, sizes: sizes ?? unknownSizes(model), parameters, sets: new FilterSets(parameters), isShared };
}

/** The sizes of a graph that nobody has counted yet. */
export const unknownSizes = (model: Model) => new FilterSizes(model, { nodes: {}, edges: {} });

/** A statement with its sets before it: found in it, or handed over where that would take too long to plan. */
export function statementText({ sets }: Statement, returned: string): string {
  if (sets.isEmpty) return returned;
  return `UNWIND [0] AS begin${sets.isLarge ? handedOver(sets) : sets.text()} ${returned}`;
}
