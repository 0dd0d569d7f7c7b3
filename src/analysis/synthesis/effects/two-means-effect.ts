import gammaln from '@stdlib/math-base-special-gammaln';
import type { Metric } from '../metric.ts';
import type { ComputedEffect, TwoMeans } from '../study-figures.ts';

const meanDifference = ({ n1, mean1, sd1, n2, mean2, sd2 }: TwoMeans): ComputedEffect => ({
  yi: mean1 - mean2,
  vi: (sd1 * sd1) / n1 + (sd2 * sd2) / n2,
});

/** By how much d overstates: the exact factor by the gamma function, not its approximation. */
const smallSampleFactor = (degreesOfFreedom: number): number =>
  Math.exp(gammaln(degreesOfFreedom / 2) - gammaln((degreesOfFreedom - 1) / 2) - Math.log(degreesOfFreedom / 2) / 2);

/** Hedges' g. */
function standardisedDifference({ n1, mean1, sd1, n2, mean2, sd2 }: TwoMeans): ComputedEffect {
  const degreesOfFreedom = n1 + n2 - 2;
  const pooled = Math.sqrt(((n1 - 1) * sd1 * sd1 + (n2 - 1) * sd2 * sd2) / degreesOfFreedom);
  const yi = (smallSampleFactor(degreesOfFreedom) * (mean1 - mean2)) / pooled;
  return { yi, vi: 1 / n1 + 1 / n2 + (yi * yi) / (2 * (n1 + n2)) };
}

const ratioOfMeans = ({ n1, mean1, sd1, n2, mean2, sd2 }: TwoMeans): ComputedEffect => ({
  yi: Math.log(mean1 / mean2),
  vi: (sd1 / mean1) ** 2 / n1 + (sd2 / mean2) ** 2 / n2,
});

const formulas: Partial<Readonly<Record<Metric, (arms: TwoMeans) => ComputedEffect>>> = {
  MD: meanDifference,
  SMD: standardisedDifference,
  ROM: ratioOfMeans,
};

/** The effect of two arms whose means were compared; undefined where the metric cannot be had from means. */
export const twoMeansEffect = (metric: Metric, arms: TwoMeans): ComputedEffect | undefined => formulas[metric]?.(arms);
