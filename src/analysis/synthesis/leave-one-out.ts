import { tReach } from './distributions.ts';
import type { Effect } from './effect.ts';
import { fisherScoring } from './fisher-scoring.ts';
import { randomEffectsFit, type RandomEffectsFit } from './random-effects-fit.ts';
import { byStudy } from './weights.ts';
import { reach, SumsAround, type PowerSums } from './sums-around.ts';

/** What is pooled without one study, with the interval of Hartung and Knapp. */
export interface LeftOut {
  readonly estimate: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly tau2: number;
  readonly i2: number;
}

/** A study with a larger share of the weight is left out by pooling the others anew: what remains would be rounding. */
const largestShare = 0.3;

/** The answer without each study in turn, in the order of the list; empty for one study. */
export function leaveOneOut(effects: readonly Effect[], fit: RandomEffectsFit = randomEffectsFit(effects)): LeftOut[] {
  if (effects.length < 2) return [];
  const near = new NearFit(fit);
  // Sorted once, so that pooling anew finds its studies in order.
  const sorted = effects.toSorted(byStudy);
  return effects.map((effect) => near.without(effect) ?? pooledWithout(sorted, { effect, fit }));
}

function pooledWithout(sorted: readonly Effect[], { effect, fit }: { effect: Effect; fit: RandomEffectsFit }): LeftOut {
  const others = sorted.filter((other) => other !== effect);
  const { hartungKnapp } = randomEffectsFit(others, fit.wald.tau2 || undefined);
  const { estimate, ciLower, ciUpper, tau2, i2 } = hartungKnapp;
  return { estimate, ciLower, ciUpper, tau2, i2 };
}

/** Fits without one study that lie near the fit of all: most of many studies change next to nothing. */
class NearFit {
  readonly #fit: RandomEffectsFit;
  readonly #tau2: number;
  /** The smallest variance and τ²; weights are relative to its inverse. */
  readonly #unit: number;
  readonly #least: number;
  readonly #sums: SumsAround;
  readonly #total: number;
  /** Without τ²: Σw and Σw², relative. */
  readonly #common: { readonly first: number; readonly second: number };
  readonly #reach: number;

  constructor(fit: RandomEffectsFit) {
    const { prepared, wald } = fit;
    this.#fit = fit;
    this.#tau2 = wald.tau2;
    this.#least = prepared.variances[0] ?? 0;
    this.#unit = this.#least + wald.tau2;
    const weights = prepared.variances.map((variance) => this.#unit / (variance + wald.tau2));
    const shift = wald.estimate - prepared.origin;
    this.#sums = new SumsAround({ weights, values: prepared.distances.map((distance) => distance - shift) });
    this.#total = weights.reduce((sum, weight) => sum + weight, 0);
    const common = prepared.variances.map((variance) => this.#least / variance);
    this.#common = {
      first: common.reduce((sum, weight) => sum + weight, 0),
      second: common.reduce((sum, weight) => sum + weight * weight, 0),
    };
    this.#reach = tReach(95, Math.max(1, wald.k - 2));
  }

  /** Undefined where the study weighs too much, or τ² moves too far. */
  without({ yi, vi }: Effect): LeftOut | undefined {
    const k = this.#fit.wald.k - 1;
    const own = { weight: this.#unit / (vi + this.#tau2), value: yi - this.#fit.wald.estimate };
    const common = this.#least / vi;
    if (own.weight > largestShare * this.#total || common > largestShare * this.#common.first) return undefined;
    const epsilonAt = (tau2: number) => (tau2 - this.#tau2) / this.#unit;
    const tau2 = fisherScoring((at) => scoreOf(this.#sums.without(own, epsilonAt(at)), this.#unit), {
      start: this.#tau2,
      scale: this.#least,
    });
    const epsilon = epsilonAt(tau2);
    if (!(Math.abs(epsilon) <= reach)) return undefined;
    const { w1, w1y, w1yy } = this.#sums.without(own, epsilon);
    const shift = w1y / w1;
    const se = Math.sqrt((w1yy - shift * w1y) / (k - 1) / w1);
    const estimate = this.#fit.wald.estimate + shift;
    const [first, second] = [this.#common.first - common, this.#common.second - common * common];
    const typicalVariance = (this.#least * (k - 1)) / (first - second / first);
    const half = this.#reach * se;
    const i2 = (100 * tau2) / (tau2 + typicalVariance);
    const answer = { estimate, ciLower: estimate - half, ciUpper: estimate + half, tau2, i2 };
    return k > 1 && Object.values(answer).every(Number.isFinite) ? answer : undefined;
  }
}

/** The score of the restricted likelihood from sums alone. */
function scoreOf({ w1, w2, w3, w1y, w2y, w2yy }: PowerSums, unit: number) {
  const mean = w1y / w1;
  const slope = w2yy - 2 * mean * w2y + mean * mean * w2 - unit * (w1 - w2 / w1);
  return { slope, step: slope / (w2 - (2 * w3) / w1 + (w2 / w1) ** 2) };
}
