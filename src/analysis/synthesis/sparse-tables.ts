import { sparseInterval, type DecidingInterval } from './deciding-interval.ts';
import { cellsOf, hasZeroCell, isDoubleZero } from './effects/two-by-two-effect.ts';
import type { FixedEstimate } from './fixed-estimate.ts';
import { cochranMantelHaenszel, mantelHaenszel, type TableMetric } from './mantel-haenszel.ts';
import { petoOddsRatio } from './peto.ts';
import type { TwoByTwo } from './study-figures.ts';

/** What tables of events are pooled to without a variance of each study. */
export interface TablesPooled {
  readonly mantelHaenszel: FixedEstimate | undefined;
  /** Peto's odds ratio; undefined beside a risk difference, which is on another scale. */
  readonly peto: FixedEstimate | undefined;
  readonly cmh: { readonly statistic: number; readonly p: number } | undefined;
}

export function poolTables(metric: TableMetric, tables: readonly TwoByTwo[]): TablesPooled {
  return {
    mantelHaenszel: mantelHaenszel(metric, tables),
    peto: metric === 'RD' ? undefined : petoOddsRatio(tables),
    cmh: cochranMantelHaenszel(tables),
  };
}

/** Tables that say something of the metric; a table without events says nothing of a ratio. */
export const tellingTables = (metric: TableMetric, tables: readonly TwoByTwo[]): TwoByTwo[] =>
  tables.filter((table) => metric === 'RD' || !isDoubleZero(cellsOf(table)));

const sparseShare = 0.25;
const rareRisk = 0.01;

/** An empty cell in a quarter of the tables, or events in less than 1 % of the comparators (the median). */
export function areSparse(tables: readonly TwoByTwo[]): boolean {
  const empty = tables.filter((table) => hasZeroCell(cellsOf(table))).length;
  return (
    empty >= sparseShare * tables.length || median(tables.map(({ events2, total2 }) => events2 / total2)) < rareRisk
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** What Peto's method bears without bias: arms within 1:2 of each other and an effect within 0.5 to 2. */
function petoHolds(peto: FixedEstimate, tables: readonly TwoByTwo[]): boolean {
  const even = tables.every(({ total1, total2 }) => total1 <= 2 * total2 && total2 <= 2 * total1);
  return even && Math.abs(peto.estimate) <= Math.LN2;
}

/** The interval that decides of sparse tables; undefined where they are not sparse, or only one. */
export function sparseDeciding(metric: TableMetric, all: readonly TwoByTwo[]): DecidingInterval | undefined {
  const tables = tellingTables(metric, all);
  if (tables.length < 2 || !areSparse(tables)) return undefined;
  const { peto, mantelHaenszel: pooled } = poolTables(metric, tables);
  if (peto && petoHolds(peto, tables)) return sparseInterval('PETO', peto);
  return pooled && sparseInterval('MANTEL_HAENSZEL', pooled);
}
