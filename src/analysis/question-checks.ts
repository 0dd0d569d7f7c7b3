import { invalidArgument } from '../domain/errors.ts';
import { nodeIdOf } from '../domain/ids.ts';
import type { Model } from '../domain/model.ts';
import type { ChainQuestion } from './chain.ts';
import { kindOnAxis, type GapMapRequest } from './fetch/fetch-gap-map.ts';
import type { IndicationQuestion } from './indication.ts';
import { changeableKinds, type SupposedChange } from './what-if.ts';

const longest = { depth: 20, paths: 1_000, ids: 100, rows: 200, columns: 200, contradictions: 500 };

function within(argument: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw invalidArgument(argument, `${argument} must be a whole number from 1 to ${most}; got ${value}.`);
}

/** What a chain takes besides where it starts. */
export type ChainWords = Omit<ChainQuestion, 'id'>;

/**
 * Checks that need only the arguments of a question. Each throws what refuses them, and reads nothing, so whoever
 * has several questions to ask can have all of them checked before the first is asked.
 */
export const questionChecks = {
  chains(model: Model, ids: readonly string[], words: ChainWords): void {
    for (const id of ids) nodeIdOf(model, id, 'id');
    within('maxDepth', words.maxDepth, longest.depth);
    within('maxPaths', words.maxPaths, longest.paths);
    if (words.statuses.length === 0)
      throw invalidArgument('statuses', 'statuses must name at least one status; leave it out for ACCEPTED.');
  },

  /** The facets that an answer is wanted for. */
  facets(model: Model, { outcome, jurisdiction }: IndicationQuestion): string[] {
    return [
      ...(outcome === null ? [] : [nodeIdOf(model, outcome, 'outcome', 'Outcome')]),
      ...(jurisdiction === null ? [] : [nodeIdOf(model, jurisdiction, 'jurisdiction', 'Jurisdiction')]),
    ];
  },

  impact(model: Model, { ids }: Pick<SupposedChange, 'ids'>): void {
    if (ids.length > longest.ids)
      throw invalidArgument('ids', `ids may list ${longest.ids} ids at most; got ${ids.length}.`);
    const prefixes = changeableKinds.map((kind) => `${model.kinds[kind]?.prefix}:`);
    for (const id of ids) {
      nodeIdOf(model, id, 'id');
      if (!prefixes.some((prefix) => id.startsWith(prefix)))
        throw invalidArgument('id', `id must be of a source, study or finding (${prefixes.join(', ')}); got "${id}".`);
    }
  },

  gapMap(model: Model, request: GapMapRequest): void {
    if (request.rowAxis === request.columnAxis)
      throw invalidArgument('columns', 'columns must be of another axis than rows.');
    within('mostRows', request.most.rows, longest.rows);
    within('mostColumns', request.most.columns, longest.columns);
    const check = (argument: string, ids: readonly string[] | null, kind: string) => {
      if (ids?.length === 0)
        throw invalidArgument(argument, `${argument} must name at least one id; leave it out for all.`);
      for (const id of ids ?? []) nodeIdOf(model, id, argument, kind);
    };
    check('filter.rowIds', request.rows, kindOnAxis(request.rowAxis));
    check('filter.columnIds', request.columns, kindOnAxis(request.columnAxis));
    for (const id of request.jurisdictions) nodeIdOf(model, id, 'filter.jurisdictions', 'Jurisdiction');
    for (const id of request.populations) nodeIdOf(model, id, 'filter.populations', 'Population');
  },

  contradictions(first: number): void {
    within('first', first, longest.contradictions);
  },
} as const;
