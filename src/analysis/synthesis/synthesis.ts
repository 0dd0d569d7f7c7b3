import { decidingInterval, type DecidingInterval } from './deciding-interval.ts';
import type { Effect } from './effect.ts';
import { eggerTest, type EggerTest } from './egger-test.ts';
import { leaveOneOut, type LeftOut } from './leave-one-out.ts';
import { commonEffect, hartungKnapp, momentTau2, randomEffects, type PooledEstimate } from './pooled-estimate.ts';
import { predictionInterval, type PredictionInterval } from './prediction-interval.ts';
import { randomEffectsFit } from './random-effects-fit.ts';
import { tau2Interval, type Tau2Interval } from './tau2-interval.ts';

/** Everything that is computed from effects of studies that may be pooled, on the metric's scale. */
export interface Synthesis {
  readonly reml: PooledEstimate;
  readonly remlHartungKnapp: PooledEstimate;
  /** Hartung–Knapp that is never narrower by luck: its scale is at least 1. */
  readonly remlHartungKnappFloored: PooledEstimate;
  readonly dersimonianLaird: PooledEstimate;
  readonly commonEffect: PooledEstimate;
  /** 1 where the effects spread exactly as their variances and τ² let expect. */
  readonly hartungKnappScale: number;
  readonly tau2Interval: Tau2Interval | undefined;
  readonly typicalVariance: number;
  /** Under random effects, in the order of the list; their sum is 1. */
  readonly weights: readonly number[];
  readonly leaveOneOut: readonly LeftOut[];
  readonly egger: EggerTest | undefined;
  readonly deciding: DecidingInterval;
  readonly prediction: PredictionInterval | undefined;
}

/** Pools effects, one for each study. There must be at least one. */
export function synthesis(effects: readonly Effect[]): Synthesis {
  const fit = randomEffectsFit(effects);
  const { prepared, between, wald, scale } = fit;
  return {
    reml: wald,
    remlHartungKnapp: fit.hartungKnapp,
    remlHartungKnappFloored: hartungKnapp(wald, Math.max(1, scale)),
    dersimonianLaird: randomEffects(prepared, momentTau2(between), between),
    commonEffect: commonEffect(between),
    hartungKnappScale: scale,
    tau2Interval: tau2Interval(prepared, wald.tau2, between.typicalVariance),
    typicalVariance: between.typicalVariance,
    weights: weightsOf(effects, wald.tau2),
    leaveOneOut: leaveOneOut(effects, fit),
    egger: eggerTest(effects),
    deciding: decidingInterval(fit),
    prediction: predictionInterval(fit),
  };
}

/** Shares of the weight at a τ². */
function weightsOf(effects: readonly Effect[], tau2: number): number[] {
  const least = effects.reduce((smallest, { vi }) => Math.min(smallest, vi), Infinity) + tau2;
  const weights = effects.map(({ vi }) => least / (vi + tau2));
  const total = weights.toSorted((one, other) => one - other).reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
