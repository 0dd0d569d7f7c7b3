import type { Effect } from './effect.ts';

/**
 * Effects made ready for sums at any τ². Three things keep the sums exact where variances differ by hundreds of orders
 * of magnitude: weights are relative to that of the most precise study, effects are measured from its effect, and it
 * stands apart, so that nothing small is ever taken from something large.
 */
export interface Prepared {
  /** Distances from the effect of the most precise study; its own, 0, comes first. */
  readonly distances: Float64Array;
  readonly variances: Float64Array;
  /** The effect of the most precise study. */
  readonly origin: number;
}

/** Effects in the order of their studies, the most precise one in front. The order of the input changes nothing. */
export function prepare(effects: readonly Effect[]): Prepared {
  const sorted = effects.toSorted(byStudy);
  const lead = sorted.reduce((best, { vi }, index) => (vi < (sorted[best]?.vi ?? Infinity) ? index : best), 0);
  const ordered = [...sorted.slice(lead, lead + 1), ...sorted.slice(0, lead), ...sorted.slice(lead + 1)];
  const origin = ordered[0]?.yi ?? 0;
  return {
    distances: Float64Array.from(ordered, ({ yi }) => yi - origin),
    variances: Float64Array.from(ordered, ({ vi }) => vi),
    origin,
  };
}

/** By study; effects of one study by their figures. */
export const byStudy = (one: Effect, other: Effect): number =>
  (one.id < other.id ? -1 : Number(one.id > other.id)) || one.yi - other.yi || one.vi - other.vi;

/** The weighted mean at a τ², and the sums that inference needs. Weights are relative: `unit` times 1/(v + τ²). */
export interface WeightedMean {
  readonly estimate: number;
  /** The weighted mean's distance from the origin. */
  readonly shift: number;
  readonly unit: number;
  readonly sumOfWeights: number;
  /** Σw(y − μ)², w relative. */
  readonly spread: number;
  /** Σw − Σw²/Σw, w relative. */
  readonly effectiveWeight: number;
}

export function weightedMean({ distances, variances, origin }: Prepared, tau2: number): WeightedMean {
  const unit = (variances[0] ?? 0) + tau2;
  let [others, squares, moment] = [0, 0, 0];
  for (let index = 1; index < variances.length; index += 1) {
    const weight = unit / ((variances[index] ?? 0) + tau2);
    others += weight;
    squares += weight * weight;
    moment += weight * (distances[index] ?? 0);
  }
  const sumOfWeights = 1 + others;
  const shift = moment / sumOfWeights;
  let spread = shift * shift;
  for (let index = 1; index < variances.length; index += 1) {
    const residual = (distances[index] ?? 0) - shift;
    spread += (unit / ((variances[index] ?? 0) + tau2)) * residual * residual;
  }
  const effectiveWeight = others / sumOfWeights + others - squares / sumOfWeights;
  return { estimate: origin + shift, shift, unit, sumOfWeights, spread, effectiveWeight };
}
