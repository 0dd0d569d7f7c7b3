import { tReach } from './distributions.ts';
import type { BothIntervals } from './deciding-interval.ts';

/** Where the effect of a new study like these would lie, with 95 %. */
export interface PredictionInterval {
  readonly lower: number;
  readonly upper: number;
  /** Fewer than five studies. */
  readonly unreliable: boolean;
}

/** μ ± t₍k−1₎ √(τ² + s²) with the larger of both standard errors, from three studies on. */
export function predictionInterval({ wald, hartungKnapp }: BothIntervals): PredictionInterval | undefined {
  const { k, estimate, tau2 } = wald;
  if (k < 3) return undefined;
  const half = tReach(95, k - 1) * Math.hypot(Math.max(wald.se, hartungKnapp.se), Math.sqrt(tau2));
  return { lower: estimate - half, upper: estimate + half, unreliable: k < 5 };
}
