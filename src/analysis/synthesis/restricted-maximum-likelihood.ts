import { fisherScoring } from './fisher-scoring.ts';
import { restrictedLikelihood, restrictedScore } from './restricted-score.ts';
import type { Prepared } from './weights.ts';

/** Beyond this ratio of variances the squares of relative weights would vanish. */
const negligible = 1e-20;

/**
 * What is added to every variance while τ² is sought: nothing, unless one study is so much more precise than all others
 * that at τ² = 0 nothing of them would be left in the sums. It is far below what any other study could tell.
 */
function leastVariance({ variances }: Prepared): number {
  const second = variances.subarray(1).reduce((least, variance) => Math.min(least, variance), Infinity);
  return (variances[0] ?? 0) < negligible * second && second < Infinity ? negligible * second : 0;
}

/** The spread of the effects beyond their mean variance, both unweighted (Hedges): where scoring starts. */
export function hedgesTau2({ distances, variances }: Prepared): number {
  const k = variances.length;
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / k;
  const spread = distances.reduce((sum, distance) => sum + (distance - mean) ** 2, 0);
  const variance = variances.reduce((sum, each) => sum + each, 0) / k;
  return Math.max(0, spread / (k - 1) - variance);
}

/** τ² by restricted maximum likelihood; `start` saves steps where a τ² near by is known. */
export function restrictedTau2(prepared: Prepared, start?: number): number {
  if (prepared.variances.length < 2) return 0;
  const floor = leastVariance(prepared);
  const look = (tau2: number) => restrictedScore(prepared, tau2 + floor);
  const scale = (prepared.variances[0] ?? 0) + floor;
  const from = start ?? hedgesTau2(prepared);
  const found = fisherScoring(look, { start: from, scale });
  return found === 0 && start === undefined ? topAbove(prepared, { from, scale, floor }) : found;
}

const looksAbove = 24;

/**
 * The likelihood may have a second top between 0 and where scoring started. It is looked for where scoring ended at 0,
 * and taken where it is the higher one.
 */
function topAbove(prepared: Prepared, { from, scale, floor }: { from: number; scale: number; floor: number }): number {
  const look = (tau2: number) => restrictedScore(prepared, tau2 + floor);
  if (from === 0) return 0;
  for (let count = 0; count < looksAbove; count += 1) {
    const tau2 = from / 1.5 ** count;
    if (!(look(tau2).slope > 0)) continue;
    const found = fisherScoring(look, { start: tau2, scale });
    const gain = restrictedLikelihood(prepared, found + floor) - restrictedLikelihood(prepared, floor);
    return gain > 0 ? found : 0;
  }
  return 0;
}
