import { grouped } from '../../support/grouped.ts';
import type { Effect } from './effect.ts';
import { byStudy, prepare } from './weights.ts';
import { commonEffect, heterogeneity } from './pooled-estimate.ts';

/** One result of a study; `subgroup` names those that were in it, absent the whole sample. */
export interface StudyResult extends Effect {
  readonly subgroup?: string | undefined;
}

/** How strongly results of the same people are taken to go together, where nobody reports it. */
export const assumedCorrelation = 0.6;

/** What became of several results of one study. */
export interface Combined {
  readonly effects: readonly Effect[];
  /** Results that were put together, and the studies they are of. */
  readonly combinedResults: number;
  readonly combinedStudies: number;
}

/** One effect for each study. */
export function combineResults(results: readonly StudyResult[], correlation = assumedCorrelation): Combined {
  const studies = grouped(results, ({ id }) => id);
  const several = [...studies.values()].filter((ofStudy) => ofStudy.length > 1);
  return {
    effects: [...studies.values()].map((ofStudy) => oneOf(ofStudy, correlation)),
    combinedResults: several.flat().length,
    combinedStudies: several.length,
  };
}

/** One result in two reports is one. Results count as the same where subgroup and figures are. */
export function withoutRepeats<Result extends StudyResult>(results: readonly Result[]): Result[] {
  const seen = new Map(
    results.map((result) => [JSON.stringify([result.id, result.subgroup, result.yi, result.vi]), result]),
  );
  return [...seen.values()];
}

/** Subgroups of a study have no one in common: they are pooled as studies are. What is left in each is averaged before. */
function oneOf(results: readonly StudyResult[], correlation: number): Effect {
  const groups = grouped(results, ({ subgroup }) => subgroup ?? '');
  const means = [...groups.values()].map((group) => meanOf(group, correlation));
  const [first] = means;
  if (first && means.length === 1) return first;
  const { estimate, se } = commonEffect(heterogeneity(prepare(means)));
  return { id: first?.id ?? '', yi: estimate, vi: se * se };
}

/**
 * The plain mean and its variance 1′V1/m² with a constant correlation. Inverse variances as weights would turn negative
 * where standard errors differ much.
 */
function meanOf(group: readonly StudyResult[], correlation: number): Effect {
  const sorted = group.toSorted(byStudy);
  const [first] = sorted;
  if (first && sorted.length === 1) return { id: first.id, yi: first.yi, vi: first.vi };
  const count = sorted.length;
  const own = sorted.reduce((sum, { vi }) => sum + vi / count / count, 0);
  const root = sorted.reduce((sum, { vi }) => sum + Math.sqrt(vi) / count, 0);
  return {
    id: first?.id ?? '',
    yi: sorted.reduce((sum, { yi }) => sum + yi, 0) / count,
    vi: (1 - correlation) * own + correlation * root * root,
  };
}
