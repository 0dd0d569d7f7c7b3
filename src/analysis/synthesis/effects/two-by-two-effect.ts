import type { Metric } from '../metric.ts';
import type { ComputedEffect, TwoByTwo } from '../study-figures.ts';

/** The four cells of a table: events and others of the first arm, then of the second. */
export interface Cells {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

export const cellsOf = ({ events1, total1, events2, total2 }: TwoByTwo): Cells => ({
  a: events1,
  b: total1 - events1,
  c: events2,
  d: total2 - events2,
});

export const hasZeroCell = ({ a, b, c, d }: Cells): boolean => a === 0 || b === 0 || c === 0 || d === 0;

/** No events in either arm, or nothing but events: such a table says nothing about a ratio. */
export const isDoubleZero = ({ a, b, c, d }: Cells): boolean => (a === 0 && c === 0) || (b === 0 && d === 0);

/** Half an event more in each cell of a table that has an empty one; other tables stay as they are. */
export function withoutZeroCells(cells: Cells): Cells {
  if (!hasZeroCell(cells)) return cells;
  const { a, b, c, d } = cells;
  return { a: a + 0.5, b: b + 0.5, c: c + 0.5, d: d + 0.5 };
}

const riskRatio = ({ a, b, c, d }: Cells): ComputedEffect => ({
  yi: Math.log(a / (a + b)) - Math.log(c / (c + d)),
  // 1/a - 1/(a + b), without the cancellation.
  vi: b / (a * (a + b)) + d / (c * (c + d)),
});

const oddsRatio = ({ a, b, c, d }: Cells): ComputedEffect => ({
  yi: Math.log(a / b) - Math.log(c / d),
  vi: 1 / a + 1 / b + 1 / c + 1 / d,
});

function riskDifference({ a, b, c, d }: Cells): ComputedEffect {
  const [n1, n2] = [a + b, c + d];
  return { yi: a / n1 - c / n2, vi: ((a / n1) * (b / n1)) / n1 + ((c / n2) * (d / n2)) / n2 };
}

/** How each metric of two arms with events is computed, of cells of which none that it divides by is empty. */
export const twoByTwoFormulas = { RR: riskRatio, OR: oddsRatio, RD: riskDifference } as const;

const formulas: Partial<Readonly<Record<Metric, (cells: Cells) => ComputedEffect>>> = twoByTwoFormulas;

/** The effect of a table, its empty cells corrected; undefined where the metric cannot be had, or nothing is learned. */
export function twoByTwoEffect(metric: Metric, table: TwoByTwo): ComputedEffect | undefined {
  const cells = cellsOf(table);
  if (metric !== 'RD' && isDoubleZero(cells)) return undefined;
  return formulas[metric]?.(withoutZeroCells(cells));
}
