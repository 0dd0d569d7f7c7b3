import { chiSquareP, normalP, normalReach } from './distributions.ts';
import { sharesOfQ } from './pooled-estimate.ts';

/** What sparse tables are pooled to: one effect that all share, so there is no τ² and nothing is predicted. */
export interface FixedEstimate {
  readonly estimate: number;
  readonly se: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly p: number;
  readonly q: number;
  readonly qp: number;
  readonly k: number;
  readonly i2: number;
  readonly h2: number;
}

/** An estimate with its 95 % interval; `q` is the spread of the `k` studies' own effects about it. */
export function fixedEstimate(estimate: number, se: number, { q, k }: { q: number; k: number }): FixedEstimate {
  const half = normalReach(95) * se;
  return {
    estimate,
    se,
    ciLower: estimate - half,
    ciUpper: estimate + half,
    p: normalP(estimate / se),
    q,
    qp: k > 1 ? chiSquareP(q, k - 1) : 1,
    k,
    ...sharesOfQ(q, k - 1),
  };
}
