import type { Score } from './restricted-score.ts';

export interface ScoringStart {
  readonly start: number;
  /** Changes below this share of τ² + `scale` end the search. */
  readonly scale: number;
}

const tolerance = 1e-12;
const mostSteps = 500;

/**
 * The τ² ≥ 0 at which the slope is 0, by Fisher scoring between bounds. What each look learns of the sign of the slope
 * bounds all later steps, and a step out of bounds halves what is left: it can neither run away nor stop short of the
 * top, as a scoring that only halves its steps does. Where the slope at 0 is not positive, a search that comes there ends.
 */
export function fisherScoring(look: (tau2: number) => Score, { start, scale }: ScoringStart): number {
  let [lower, upper, tau2] = [-Infinity, Infinity, start];
  for (let count = 0; count < mostSteps; count += 1) {
    const { slope, step } = look(tau2);
    if (tau2 === 0 && !(slope > 0)) return 0;
    if (slope > 0) lower = tau2;
    else upper = tau2;
    const next = within(tau2 + step, { lower, upper, tau2 });
    if (Math.abs(next - tau2) <= tolerance * (next + scale)) return next;
    tau2 = next;
  }
  return tau2;
}

/** The step's end, not below 0, where it lies within what is known; else the middle of that. */
function within(next: number, { lower, upper, tau2 }: { lower: number; upper: number; tau2: number }): number {
  const bounded = Math.max(next, 0);
  if (bounded > lower && bounded < upper) return bounded;
  return upper === Infinity ? 2 * tau2 : (Math.max(lower, 0) + upper) / 2;
}
