import { chiSquareP, normalP, normalReach, tP, tReach } from './distributions.ts';
import { weightedMean, type Prepared, type WeightedMean } from './weights.ts';

/** One way of pooling, on the metric's scale: the figures that metafor prints for it, by the same meaning. */
export interface PooledEstimate {
  readonly estimate: number;
  readonly se: number;
  readonly ciLower: number;
  readonly ciUpper: number;
  readonly p: number;
  readonly tau2: number;
  /** In percent. */
  readonly i2: number;
  readonly h2: number;
  readonly q: number;
  readonly qp: number;
  readonly k: number;
  /** The prediction interval that belongs to the model; null under the common effect, which predicts none. */
  readonly piLower: number | null;
  readonly piUpper: number | null;
}

/** What is the same for every model of the same effects. */
export interface Heterogeneity {
  readonly q: number;
  readonly qp: number;
  readonly k: number;
  /** Higgins and Thompson's variance of a typical study. */
  readonly typicalVariance: number;
  readonly common: WeightedMean;
}

const level = 95;

export function heterogeneity(prepared: Prepared): Heterogeneity {
  const k = prepared.variances.length;
  const common = weightedMean(prepared, 0);
  const q = k > 1 ? common.spread / common.unit : 0;
  const typicalVariance = k > 1 ? (common.unit * (k - 1)) / common.effectiveWeight : common.unit;
  return { q, qp: k > 1 ? chiSquareP(q, k - 1) : 1, k, typicalVariance, common };
}

/** DerSimonian and Laird's τ², by moments. */
export function momentTau2({ common, k }: Heterogeneity): number {
  return k > 1 ? Math.max(0, (common.spread - common.unit * (k - 1)) / common.effectiveWeight) : 0;
}

/** I² and H² of a τ² against the typical variance, as metafor computes them for random effects. */
const shares = (tau2: number, { typicalVariance }: Heterogeneity) => ({
  i2: (100 * tau2) / (tau2 + typicalVariance),
  h2: tau2 / typicalVariance + 1,
});

const standardError = ({ unit, sumOfWeights }: WeightedMean): number => Math.sqrt(unit / sumOfWeights);

/** Estimate ± reach · se, and the same with τ² under the root. */
function around({ estimate, se, reach, tau2 }: { estimate: number; se: number; reach: number; tau2: number }) {
  const half = reach * Math.hypot(se, Math.sqrt(tau2));
  return {
    estimate,
    se,
    ciLower: estimate - reach * se,
    ciUpper: estimate + reach * se,
    tau2,
    piLower: estimate - half,
    piUpper: estimate + half,
  };
}

/** Random effects at a τ², with the interval of Wald. */
export function randomEffects(prepared: Prepared, tau2: number, between: Heterogeneity): PooledEstimate {
  const mean = weightedMean(prepared, tau2);
  const se = standardError(mean);
  const { q, qp, k } = between;
  const interval = around({ estimate: mean.estimate, se, reach: normalReach(level), tau2 });
  return { ...interval, p: normalP(mean.estimate / se), ...shares(tau2, between), q, qp, k };
}

/** The common effect. Its I² comes from Q: no τ² is estimated. */
export function commonEffect(between: Heterogeneity): PooledEstimate {
  const { common, q, qp, k } = between;
  const se = standardError(common);
  const interval = around({ estimate: common.estimate, se, reach: normalReach(level), tau2: 0 });
  return {
    ...interval,
    p: normalP(common.estimate / se),
    ...sharesOfQ(q, k - 1),
    q,
    qp,
    k,
    piLower: null,
    piUpper: null,
  };
}

/** I² and H² as Q has them. */
export const sharesOfQ = (q: number, degreesOfFreedom: number) =>
  degreesOfFreedom > 0
    ? { i2: Math.max(0, 100 * (1 - degreesOfFreedom / q)) || 0, h2: q / degreesOfFreedom }
    : { i2: 0, h2: 1 };

/** Hartung and Knapp's scale: the observed spread about the mean over the one that variances and τ² let expect. */
export function hartungKnappScale(prepared: Prepared, tau2: number): number {
  const { spread, unit } = weightedMean(prepared, tau2);
  return spread / unit / (prepared.variances.length - 1);
}

/** A Wald result with the standard error stretched by a scale and the t distribution; of one study nothing changes. */
export function hartungKnapp(wald: PooledEstimate, scale: number): PooledEstimate {
  if (wald.k < 2) return wald;
  const se = wald.se * Math.sqrt(scale);
  const interval = around({ estimate: wald.estimate, se, reach: tReach(level, wald.k - 1), tau2: wald.tau2 });
  const p = se > 0 ? tP(wald.estimate / se, wald.k - 1) : Number(wald.estimate === 0);
  return { ...wald, ...interval, p };
}
