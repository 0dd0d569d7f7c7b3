import type { ComputedEffect, OneCorrelation, OneProportion, TwoRates } from '../study-figures.ts';

/** The logit of a proportion; half an event more on both sides where one of them is empty. */
export function proportionEffect({ events, total }: OneProportion): ComputedEffect {
  const others = total - events;
  const more = events === 0 || others === 0 ? 0.5 : 0;
  return { yi: Math.log((events + more) / (others + more)), vi: 1 / (events + more) + 1 / (others + more) };
}

/** Fisher's z of a correlation. */
export const correlationEffect = ({ ri, ni }: OneCorrelation): ComputedEffect => ({
  yi: Math.atanh(ri),
  vi: 1 / (ni - 3),
});

/** The logarithm of a ratio of rates; half an event more in both arms where one is empty, undefined where both are. */
export function rateRatioEffect({ x1, t1, x2, t2 }: TwoRates): ComputedEffect | undefined {
  if (x1 === 0 && x2 === 0) return undefined;
  const more = x1 === 0 || x2 === 0 ? 0.5 : 0;
  return {
    yi: Math.log((x1 + more) / t1) - Math.log((x2 + more) / t2),
    vi: 1 / (x1 + more) + 1 / (x2 + more),
  };
}
