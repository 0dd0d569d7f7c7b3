import { cellsOf } from './effects/two-by-two-effect.ts';
import { fixedEstimate, type FixedEstimate } from './fixed-estimate.ts';
import { beyondExpected } from './mantel-haenszel.ts';
import type { TwoByTwo } from './study-figures.ts';

/** Peto's odds ratio, as a logarithm. No cell is corrected; a table without events adds a degree of freedom and nothing else. */
export function petoOddsRatio(studies: readonly TwoByTwo[]): FixedEstimate | undefined {
  const each = studies.map((study) => beyondExpected(cellsOf(study)));
  const variance = each.reduce((sum, own) => sum + own.variance, 0);
  if (!(variance > 0)) return undefined;
  const estimate = each.reduce((sum, { difference }) => sum + difference, 0) / variance;
  const q = each
    .filter((own) => own.variance > 0)
    .reduce((sum, own) => sum + own.variance * (own.difference / own.variance - estimate) ** 2, 0);
  return fixedEstimate(estimate, 1 / Math.sqrt(variance), { q, k: studies.length });
}
