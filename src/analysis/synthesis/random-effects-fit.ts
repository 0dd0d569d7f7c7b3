import type { BothIntervals } from './deciding-interval.ts';
import type { Effect } from './effect.ts';
import {
  hartungKnapp,
  hartungKnappScale,
  heterogeneity,
  randomEffects,
  type Heterogeneity,
} from './pooled-estimate.ts';
import { restrictedTau2 } from './restricted-maximum-likelihood.ts';
import { prepare, type Prepared } from './weights.ts';

/** Random effects by REML with both intervals, and what they were computed from. */
export interface RandomEffectsFit extends BothIntervals {
  readonly prepared: Prepared;
  readonly between: Heterogeneity;
  /** 1 where the effects spread exactly as their variances and τ² let expect. */
  readonly scale: number;
}

/** `start` is a τ² near by, where one is known. */
export function randomEffectsFit(effects: readonly Effect[], start?: number): RandomEffectsFit {
  const prepared = prepare(effects);
  const between = heterogeneity(prepared);
  const tau2 = restrictedTau2(prepared, start);
  const wald = randomEffects(prepared, tau2, between);
  const scale = between.k > 1 ? hartungKnappScale(prepared, tau2) : 1;
  return { prepared, between, wald, scale, hartungKnapp: hartungKnapp(wald, scale) };
}
