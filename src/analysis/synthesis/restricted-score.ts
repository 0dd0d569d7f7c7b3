import { weightedMean, type Prepared } from './weights.ts';

/** Slope of the restricted log-likelihood in τ², and the expected step to its top. Only sign and ratio have a meaning. */
export interface Score {
  readonly slope: number;
  /** What Fisher scoring adds to τ². */
  readonly step: number;
}

/**
 * One look at the restricted likelihood of the mean and τ²: (y′PPy − tr P) / tr PP, with sums over relative weights.
 * The most precise study, whose relative weight is 1, is written out apart (see `prepare`).
 */
export function restrictedScore({ distances, variances }: Prepared, tau2: number): Score {
  const unit = (variances[0] ?? 0) + tau2;
  let [first, second, third, moment] = [0, 0, 0, 0];
  for (let index = 1; index < variances.length; index += 1) {
    const weight = unit / ((variances[index] ?? 0) + tau2);
    const square = weight * weight;
    first += weight;
    second += square;
    third += square * weight;
    moment += weight * (distances[index] ?? 0);
  }
  const total = 1 + first;
  const shift = moment / total;
  let quadratic = shift * shift;
  for (let index = 1; index < variances.length; index += 1) {
    const residual = (unit / ((variances[index] ?? 0) + tau2)) * ((distances[index] ?? 0) - shift);
    quadratic += residual * residual;
  }
  const traceP = first / total + first - second / total;
  const tracePP = (first * first + 2 * second + second * second) / (total * total) + second - (2 * third) / total;
  const slope = quadratic - unit * traceP;
  return { slope, step: slope / tracePP };
}

/** Twice the restricted log-likelihood, constants left out: to compare two values of τ². */
export function restrictedLikelihood(prepared: Prepared, tau2: number): number {
  const { unit, sumOfWeights, spread } = weightedMean(prepared, tau2);
  const logarithms = prepared.variances.reduce((sum, variance) => sum + Math.log(variance + tau2), 0);
  return Math.log(unit) - logarithms - Math.log(sumOfWeights) - spread / unit;
}
