import { normalReach } from '../../analysis/synthesis/distributions.ts';
import { comparesArms, scaleOf } from '../../analysis/synthesis/metric.ts';
import type { PooledTable } from './pool-results.ts';

const plotWidth = 41;
const nameWidth = 28;

interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

interface Axis {
  readonly from: number;
  readonly to: number;
}

/** The axis: all estimates, and as much of the intervals as leaves the plot readable. */
function axisOf(intervals: readonly Interval[], decides: Interval): Axis {
  const points = [...intervals, decides].map(({ estimate }) => estimate).concat(decides.lower, decides.upper);
  const [least, most] = [Math.min(...points), Math.max(...points)];
  const room = Math.max((most - least) / 2, 1e-12 * Math.abs(most), Number.MIN_VALUE);
  const from = Math.max(least - room, Math.min(...intervals.map(({ lower }) => lower), least));
  const to = Math.min(most + room, Math.max(...intervals.map(({ upper }) => upper), most));
  return from < to ? { from, to } : { from: from - 1, to: to + 1 };
}

const columnOn =
  ({ from, to }: Axis) =>
  (value: number) =>
    Math.round(((value - from) / (to - from)) * (plotWidth - 1));

/** An interval as a line of signs; an arrow where it goes on beyond the axis. */
function drawn(interval: Interval, axis: Axis, signs: { readonly line: string; readonly mark: string }): string {
  const at = columnOn(axis);
  const [start, end, middle] = [at(interval.lower), at(interval.upper), at(interval.estimate)];
  const none = at(0);
  const cells = Array.from({ length: plotWidth }, (_, column) => {
    if (column === middle) return signs.mark;
    if (column === 0 && start < 0) return '<';
    if (column === plotWidth - 1 && end >= plotWidth) return '>';
    if (column >= start && column <= end) return signs.line;
    return column === none ? '|' : ' ';
  });
  return cells.join('');
}

/** Four digits that mean something, without the noise of floating point. */
export const short = (value: number): string =>
  Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-4) ? value.toExponential(2) : value.toFixed(3);

/** One line for each study, then the diamond, which is the interval that decides, and the prediction interval. */
export function forestPlot({ metric, effects, byStudy, decides }: PooledTable): string[] {
  const { from } = scaleOf[metric];
  const reach = normalReach(95);
  const rows = effects.map(({ id, yi, vi }, index) => ({
    name: id,
    weight: byStudy.weights[index] ?? 0,
    interval: { estimate: yi, lower: yi - reach * Math.sqrt(vi), upper: yi + reach * Math.sqrt(vi) },
  }));
  const pooled = { estimate: decides.estimate, lower: decides.ciLower, upper: decides.ciUpper };
  const intervals = rows.map(({ interval }) => interval);
  const axis = axisOf(intervals, pooled);
  const figures = ({ estimate, lower, upper }: Interval) =>
    `${short(from(estimate))} [${short(from(lower))}, ${short(from(upper))}]`;
  const line = (name: string, plot: string, words: string) =>
    `${name.slice(0, nameWidth).padEnd(nameWidth)}  ${plot}  ${words}`.trimEnd();
  const { prediction } = decides;
  const predicted = prediction && { estimate: decides.estimate, lower: prediction.lower, upper: prediction.upper };
  return [
    ...rows.map(({ name, weight, interval }) =>
      line(
        name,
        drawn(interval, axis, { line: '-', mark: 'o' }),
        `${figures(interval)}  ${(100 * weight).toFixed(1)} %`,
      ),
    ),
    line(`pooled (${methodWords[decides.method]})`, drawn(pooled, axis, { line: '=', mark: '◆' }), figures(pooled)),
    ...(predicted ? [line('prediction', drawn(predicted, axis, { line: '.', mark: '.' }), figures(predicted))] : []),
    line('', ends(axis, from), ''),
    ...(comparesArms(metric) && metric !== 'ZCOR' ? [line('', sides, '')] : []),
  ];
}

export const methodWords = {
  ONE_STUDY: 'one study',
  WALD: 'Wald',
  HARTUNG_KNAPP: 'Hartung-Knapp',
  PETO: 'Peto odds ratio',
  MANTEL_HAENSZEL: 'Mantel-Haenszel',
} as const;

const sides = `${'< less in arm 1'.padEnd(plotWidth - 15)}more in arm 1 >`;

/** What the ends of the axis stand for, in the metric's own figures: the axis of ratios is logarithmic. */
function ends({ from, to }: Axis, back: (value: number) => number): string {
  const [left, right] = [short(back(from)), short(back(to))];
  return left + right.padStart(Math.max(plotWidth - left.length, right.length + 1));
}
