import { grouped } from '../../support/grouped.ts';
import { chiSquareP } from './distributions.ts';
import { decidingInterval, type DecidingInterval } from './deciding-interval.ts';
import type { Effect } from './effect.ts';
import { commonEffect, heterogeneity, type PooledEstimate } from './pooled-estimate.ts';
import { randomEffectsFit, type RandomEffectsFit } from './random-effects-fit.ts';
import { prepare } from './weights.ts';

export interface Subgroup {
  readonly name: string;
  readonly reml: PooledEstimate;
  readonly remlHartungKnapp: PooledEstimate;
  readonly deciding: DecidingInterval;
}

/** Whether groups differ beyond chance: Q between their estimates on groups − 1 degrees of freedom. */
export interface DifferenceTest {
  readonly q: number;
  readonly df: number;
  readonly p: number;
  readonly i2: number;
}

export interface Subgroups {
  readonly groups: readonly Subgroup[];
  /** Each group with a τ² of its own, compared by Wald's standard errors; undefined for one group. */
  readonly difference: DifferenceTest | undefined;
  /** The same of common effects. */
  readonly differenceCommonEffect: DifferenceTest | undefined;
}

/** Pools each group by itself and tests whether they differ. Groups come in the order of their names. */
export function subgroups(effects: readonly (Effect & { readonly group: string })[]): Subgroups {
  const byName = [...grouped(effects, ({ group }) => group)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const fits = byName.map(([name, ofGroup]) => ({ name, fit: randomEffectsFit(ofGroup) }));
  return {
    groups: fits.map(({ name, fit }) => ({
      name,
      reml: fit.wald,
      remlHartungKnapp: fit.hartungKnapp,
      deciding: decidingInterval(fit),
    })),
    difference: differenceOf(fits.map(({ fit }) => fit.wald)),
    differenceCommonEffect: differenceOf(fits.map(({ fit }: { fit: RandomEffectsFit }) => commonEffect(fit.between))),
  };
}

function differenceOf(pooled: readonly PooledEstimate[]): DifferenceTest | undefined {
  const df = pooled.length - 1;
  if (df < 1) return undefined;
  const between = pooled.map(({ estimate, se }, index) => ({ id: String(index), yi: estimate, vi: se * se }));
  const { q } = heterogeneity(prepare(between));
  return { q, df, p: chiSquareP(q, df), i2: Math.max(0, 100 * (1 - df / q)) || 0 };
}
