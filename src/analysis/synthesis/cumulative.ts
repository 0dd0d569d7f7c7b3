import { decidingInterval, type DecidingInterval } from './deciding-interval.ts';
import type { Effect } from './effect.ts';
import { randomEffectsFit } from './random-effects-fit.ts';

export interface DatedEffect extends Effect {
  readonly year: number;
}

/** What was known once one more study was there. */
export interface CumulativeStep extends DecidingInterval {
  readonly study: string;
  readonly year: number;
  readonly k: number;
  readonly tau2: number;
  readonly i2: number;
}

/** Pools the oldest study, the two oldest, and so on. Studies of one year come in the order of the list. */
export function cumulative(effects: readonly DatedEffect[]): CumulativeStep[] {
  const byYear = effects.toSorted((one, other) => one.year - other.year);
  return byYear.map(({ id, year }, index) => {
    const fit = randomEffectsFit(byYear.slice(0, index + 1));
    const { tau2, i2, k } = fit.wald;
    return { study: id, year, k, tau2, i2, ...decidingInterval(fit) };
  });
}
