import type { FixedEstimate } from './fixed-estimate.ts';
import type { PooledEstimate } from './pooled-estimate.ts';

export type DecidingMethod = 'ONE_STUDY' | 'WALD' | 'HARTUNG_KNAPP' | 'PETO' | 'MANTEL_HAENSZEL';

/** The interval that a status is read from, and how it was had. */
export interface DecidingInterval {
  readonly method: DecidingMethod;
  readonly estimate: number;
  readonly se: number;
  readonly ciLower: number;
  readonly ciUpper: number;
}

const intervalOf = (method: DecidingMethod, pooled: PooledEstimate | FixedEstimate): DecidingInterval => ({
  method,
  estimate: pooled.estimate,
  se: pooled.se,
  ciLower: pooled.ciLower,
  ciUpper: pooled.ciUpper,
});

const width = ({ ciLower, ciUpper }: { ciLower: number; ciUpper: number }): number => ciUpper - ciLower;

/** Both intervals of random effects. */
export interface BothIntervals {
  readonly wald: PooledEstimate;
  readonly hartungKnapp: PooledEstimate;
}

/**
 * Hartung–Knapp from three studies on where they differ beyond chance and it is no narrower than Wald; Wald otherwise.
 * With two studies Hartung–Knapp is too wide to say anything; with studies that agree by luck it is too narrow.
 */
export function decidingInterval({ wald, hartungKnapp }: BothIntervals): DecidingInterval {
  if (wald.k === 1) return intervalOf('ONE_STUDY', wald);
  const stretched = wald.k >= 3 && wald.tau2 > 0 && width(hartungKnapp) >= width(wald);
  return stretched ? intervalOf('HARTUNG_KNAPP', hartungKnapp) : intervalOf('WALD', wald);
}

/** The interval of a method for sparse tables. */
export const sparseInterval = (method: 'PETO' | 'MANTEL_HAENSZEL', pooled: FixedEstimate): DecidingInterval =>
  intervalOf(method, pooled);
