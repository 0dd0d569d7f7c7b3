import { chiSquareValue } from './distributions.ts';
import { weightedMean, type Prepared } from './weights.ts';

export interface Tau2Interval {
  readonly tau2Lower: number;
  readonly tau2Upper: number;
  readonly i2Lower: number;
  readonly i2Upper: number;
  /** The data set no upper bound below the largest τ² that is looked at. */
  readonly unbounded: boolean;
}

/** Q at a τ²: falls as τ² grows. */
function generalisedQ(prepared: Prepared, tau2: number): number {
  const { spread, unit } = weightedMean(prepared, tau2);
  return spread / unit;
}

/** The τ² from 0 to `most` at which Q has come down to a value, by halving; its end where Q never meets the value. */
function tau2AtQ(prepared: Prepared, value: number, most: number): number {
  if (generalisedQ(prepared, 0) <= value) return 0;
  if (generalisedQ(prepared, most) > value) return most;
  let [low, high] = [0, most];
  // Halves until no number lies between: the same digits, whatever the size of τ².
  for (let middle = high / 2; middle > low && middle < high; middle = halfWay(low, high)) {
    if (generalisedQ(prepared, middle) > value) low = middle;
    else high = middle;
    if (high - low <= 1e-15 * high) break;
  }
  return high;
}

/** The middle: by ratio where the ends differ by orders of magnitude. */
const halfWay = (low: number, high: number): number =>
  low > 0 && high > 4 * low ? Math.sqrt(low) * Math.sqrt(high) : (low + high) / 2;

/** The 95 % interval of τ² by the Q-profile (Viechtbauer 2007); undefined for one study. Looks as far as metafor does. */
export function tau2Interval(prepared: Prepared, tau2: number, typicalVariance: number): Tau2Interval | undefined {
  const degreesOfFreedom = prepared.variances.length - 1;
  if (degreesOfFreedom < 1) return undefined;
  const most = Math.max(100, 10 * tau2);
  const tau2Lower = tau2AtQ(prepared, chiSquareValue(0.975, degreesOfFreedom), most);
  const tau2Upper = tau2AtQ(prepared, chiSquareValue(0.025, degreesOfFreedom), most);
  const share = (value: number) => (100 * value) / (value + typicalVariance);
  return {
    tau2Lower,
    tau2Upper,
    i2Lower: share(tau2Lower),
    i2Upper: share(tau2Upper),
    unbounded: tau2Upper === most,
  };
}
