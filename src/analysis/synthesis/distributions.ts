import gammainc from '@stdlib/math-base-special-gammainc';
import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

/** The half of a probability that a two-sided interval of a level (in percent) leaves out on each side. */
const upperTail = (level: number): number => 0.5 + level / 200;

/** How many standard errors a two-sided interval of the level reaches, by the normal distribution. */
export const normalReach = (level: number): number => normalQuantile(upperTail(level), 0, 1);

/** The same by the t distribution. */
export const tReach = (level: number, degreesOfFreedom: number): number =>
  tQuantile(upperTail(level), degreesOfFreedom);

/** The two-sided p value of a standard normal statistic. The lower tail is taken: the upper one would round to 1. */
export const normalP = (z: number): number => 2 * normalCdf(-Math.abs(z), 0, 1);

/** The two-sided p value of a t statistic. */
export const tP = (t: number, degreesOfFreedom: number): number => 2 * tCdf(-Math.abs(t), degreesOfFreedom);

/** The value that a chi-squared variable stays below with the probability. */
export const chiSquareValue = (probability: number, degreesOfFreedom: number): number =>
  chiSquareQuantile(probability, degreesOfFreedom);

/** The upper tail of the chi-squared distribution, as an incomplete gamma function: 1 minus the lower tail would round to 0. */
export const chiSquareP = (q: number, degreesOfFreedom: number): number =>
  q === Infinity ? 0 : gammainc(q / 2, degreesOfFreedom / 2, true, true);
