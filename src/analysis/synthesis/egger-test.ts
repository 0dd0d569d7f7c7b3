import { normalP, tP } from './distributions.ts';
import type { Effect } from './effect.ts';
import { fisherScoring } from './fisher-scoring.ts';
import { byStudy } from './weights.ts';

/** Tests whether effects go with their standard errors, as they do where small studies without effect are missing. */
export interface EggerTest {
  /** Of the mixed-effects regression on the standard error: metafor's default. */
  readonly z: number;
  readonly p: number;
  /** Egger's own: a weighted regression with a dispersion that the data tell. */
  readonly classical: { readonly t: number; readonly df: number; readonly p: number };
}

/** Effects with a predictor, centred so that the sums do not cancel. */
interface Line {
  readonly y: readonly number[];
  readonly x: readonly number[];
  readonly v: readonly number[];
}

/** A weighted regression line at a τ². `unit` times the inverse of the weights' matrix is the variance. */
function fitLine({ y, x, v }: Line, tau2: number) {
  const unit = Math.min(...v) + tau2;
  const w = v.map((variance) => unit / (variance + tau2));
  const sum = (term: (index: number) => number) => y.reduce((total, _, index) => total + term(index), 0);
  const at = (list: readonly number[], index: number) => list[index] ?? 0;
  const total = sum((index) => at(w, index));
  const centre = sum((index) => at(w, index) * at(x, index)) / total;
  const mean = sum((index) => at(w, index) * at(y, index)) / total;
  const away = x.map((value) => value - centre);
  const squares = sum((index) => at(w, index) * at(away, index) ** 2);
  const slope = sum((index) => at(w, index) * at(away, index) * (at(y, index) - mean)) / squares;
  const residuals = y.map((value, index) => value - mean - slope * at(away, index));
  return { unit, w, total, away, squares, slope, residuals };
}

/** Score of the restricted likelihood with two coefficients: (y′PPy − tr P) / tr PP, as in `restrictedScore`. */
function lineScore(line: Line, tau2: number) {
  const { unit, w, total, away, squares, residuals } = fitLine(line, tau2);
  // The weights' matrix is diagonal, as the predictor is centred: [total, squares].
  let [first, quadratic, square] = [0, 0, 0];
  let [a, b, d, a3, d3] = [0, 0, 0, 0, 0];
  w.forEach((weight, index) => {
    const [x, residual] = [away[index] ?? 0, residuals[index] ?? 0];
    first += weight;
    square += weight ** 2;
    quadratic += (weight * residual) ** 2;
    a += weight ** 2;
    b += weight ** 2 * x;
    d += weight ** 2 * x * x;
    a3 += weight ** 3;
    d3 += weight ** 3 * x * x;
  });
  const traceP = first - a / total - d / squares;
  const crossed = (a / total) ** 2 + (2 * b * b) / (total * squares) + (d / squares) ** 2;
  const tracePP = square - 2 * (a3 / total + d3 / squares) + crossed;
  const slope = quadratic - unit * traceP;
  return { slope, step: slope / tracePP };
}

/** Where scoring starts: the spread about the unweighted line beyond the variances, as metafor has it. */
function startOf({ y, x, v }: Line): number {
  const even: Line = { y, x, v: v.map(() => 1) };
  const { residuals, away, squares } = fitLine(even, 0);
  const spread = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const trace = v.reduce((sum, variance, index) => {
    return sum + variance * (1 - 1 / v.length - (away[index] ?? 0) ** 2 / squares);
  }, 0);
  return Math.max(0, (spread - trace) / (v.length - 2));
}

/** Egger's test; undefined below three studies, or where all are equally precise. */
export function eggerTest(effects: readonly Effect[]): EggerTest | undefined {
  const sorted = effects.toSorted(byStudy);
  const v = sorted.map(({ vi }) => vi);
  const least = Math.min(...v);
  if (sorted.length < 3 || Math.max(...v) - least <= 1e-12 * least) return undefined;
  const line: Line = { y: sorted.map(({ yi }) => yi), x: v.map(Math.sqrt), v };
  const tau2 = fisherScoring((at) => lineScore(line, at), { start: startOf(line), scale: least });
  const mixed = fitLine(line, tau2);
  const z = mixed.slope / Math.sqrt(mixed.unit / mixed.squares);
  return { z, p: normalP(z), classical: classicalTest(line) };
}

function classicalTest(line: Line): EggerTest['classical'] {
  const df = line.y.length - 2;
  const { w, squares, slope, residuals } = fitLine(line, 0);
  const spread = w.reduce((sum, weight, index) => sum + weight * (residuals[index] ?? 0) ** 2, 0);
  const t = slope / Math.sqrt(spread / df / squares);
  return { t, df, p: tP(t, df) };
}
