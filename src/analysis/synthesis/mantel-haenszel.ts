import { chiSquareP } from './distributions.ts';
import { cellsOf, twoByTwoFormulas, withoutZeroCells, type Cells } from './effects/two-by-two-effect.ts';
import { fixedEstimate, type FixedEstimate } from './fixed-estimate.ts';
import type { TwoByTwo, TwoRates } from './study-figures.ts';

export type TableMetric = keyof typeof twoByTwoFormulas;

const sumOver = <Item>(items: readonly Item[], term: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + term(item), 0);

const sizes = ({ a, b, c, d }: Cells) => ({ n1: a + b, n2: c + d, n: a + b + c + d });

/** Odds ratio with the variance of Robins, Breslow and Greenland. */
function oddsRatio(tables: readonly Cells[]) {
  const r = sumOver(tables, (cells) => (cells.a * cells.d) / sizes(cells).n);
  const s = sumOver(tables, (cells) => (cells.b * cells.c) / sizes(cells).n);
  const mixed = (term: (cells: Cells) => number) => sumOver(tables, (cells) => term(cells) / sizes(cells).n ** 2);
  const pr = mixed(({ a, d }) => (a + d) * a * d);
  const qs = mixed(({ b, c }) => (b + c) * b * c);
  const both = mixed(({ a, b, c, d }) => (a + d) * b * c + (b + c) * a * d);
  const variance = pr / (2 * r * r) + both / (2 * r * s) + qs / (2 * s * s);
  return { estimate: Math.log(r / s), se: Math.sqrt(variance) };
}

/** Risk ratio with the variance of Greenland and Robins. */
function riskRatio(tables: readonly Cells[]) {
  const r = sumOver(tables, (cells) => (cells.a * sizes(cells).n2) / sizes(cells).n);
  const s = sumOver(tables, (cells) => (cells.c * sizes(cells).n1) / sizes(cells).n);
  const p = sumOver(tables, (cells) => {
    const { n1, n2, n } = sizes(cells);
    return (n1 / n) * (n2 / n) * (cells.a + cells.c) - (cells.a * cells.c) / n;
  });
  return { estimate: Math.log(r / s), se: Math.sqrt(p / (r * s)) };
}

/** Risk difference with the variance of Sato, Greenland and Robins. */
function riskDifference(tables: readonly Cells[]) {
  const weight = sumOver(tables, (cells) => (sizes(cells).n1 * sizes(cells).n2) / sizes(cells).n);
  const difference = sumOver(tables, (cells) => {
    const { n1, n2, n } = sizes(cells);
    return (cells.a * n2 - cells.c * n1) / n;
  });
  const estimate = difference / weight;
  const p = sumOver(tables, (cells) => {
    const [one, two] = [sizes(cells).n1 / sizes(cells).n, sizes(cells).n2 / sizes(cells).n];
    return cells.c * one ** 2 - cells.a * two ** 2 + (one * two * (sizes(cells).n2 - sizes(cells).n1)) / 2;
  });
  const q = sumOver(tables, ({ a, b, c, d }) => (a * d + c * b) / (a + b + c + d) / 2);
  return { estimate, se: Math.sqrt(estimate * p + q) / weight };
}

const pooledBy = { OR: oddsRatio, RR: riskRatio, RD: riskDifference } as const;

/**
 * Mantel and Haenszel's pooling of tables. No cell is corrected in it; only each study's own effect, which Q compares
 * with the pooled one, has half an event more where a cell is empty. Undefined where one side has no events at all.
 */
export function mantelHaenszel(metric: TableMetric, studies: readonly TwoByTwo[]): FixedEstimate | undefined {
  const tables = studies.map(cellsOf);
  const { estimate, se } = pooledBy[metric](tables);
  if (!Number.isFinite(estimate) || !(se > 0)) return undefined;
  const own = tables.map((cells) => twoByTwoFormulas[metric](withoutZeroCells(cells)));
  const q = sumOver(own, ({ yi, vi }) => (yi - estimate) ** 2 / vi);
  return fixedEstimate(estimate, se, { q, k: own.length });
}

/** The same of rates over person-time. */
export function mantelHaenszelRates(studies: readonly TwoRates[]): FixedEstimate | undefined {
  const r = sumOver(studies, ({ x1, t1, t2 }) => (x1 * t2) / (t1 + t2));
  const s = sumOver(studies, ({ x2, t1, t2 }) => (x2 * t1) / (t1 + t2));
  const p = sumOver(studies, ({ x1, t1, x2, t2 }) => (t1 / (t1 + t2)) * (t2 / (t1 + t2)) * (x1 + x2));
  const estimate = Math.log(r / s);
  if (!Number.isFinite(estimate)) return undefined;
  const q = sumOver(studies, ({ x1, t1, x2, t2 }) => {
    const more = x1 === 0 || x2 === 0 ? 0.5 : 0;
    const own = Math.log((x1 + more) / t1) - Math.log((x2 + more) / t2);
    return (own - estimate) ** 2 / (1 / (x1 + more) + 1 / (x2 + more));
  });
  return fixedEstimate(estimate, Math.sqrt(p / (r * s)), { q, k: studies.length });
}

/** Events of the first arm beyond what no effect lets expect, and their variance. */
export function beyondExpected({ a, b, c, d }: Cells) {
  const [n1, n2, events, others] = [a + b, c + d, a + c, b + d];
  const n = n1 + n2;
  const variance = (n1 / n) * (n2 / n) * events * (others / (n - 1));
  return { difference: a - (events / n) * n1, variance };
}

/** Cochran, Mantel and Haenszel's test of no effect in any table, with the correction for continuity. */
export function cochranMantelHaenszel(studies: readonly TwoByTwo[]): { statistic: number; p: number } | undefined {
  const each = studies.map((study) => beyondExpected(cellsOf(study)));
  const variance = sumOver(each, (one) => one.variance);
  if (!(variance > 0)) return undefined;
  const difference = Math.abs(sumOver(each, (one) => one.difference));
  const statistic = Math.max(0, difference - 0.5) ** 2 / variance;
  return { statistic, p: chiSquareP(statistic, 1) };
}
