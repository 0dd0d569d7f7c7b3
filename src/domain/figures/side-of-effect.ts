import type { Metric } from '../kinds/figures.ts';
import { intervalFaults, type Interval } from './interval-faults.ts';
import { metricRules, onScale } from './metric-rules.ts';

/** A figure whose metric is known. */
export interface MeasuredEffect extends Interval {
  readonly metric: Metric;
}

/** More or less of the outcome than with the comparator. */
export type Side = 'INCREASE' | 'DECREASE';

/** The side that the estimate itself lies on; null for none, and where nothing is compared. */
export function sideOfValue({ metric, value }: MeasuredEffect): Side | null {
  const { noEffect } = metricRules[metric];
  if (noEffect === null || value === null || value === noEffect) return null;
  return value > noEffect ? 'INCREASE' : 'DECREASE';
}

/** The side that the whole interval lies on; null where it includes no effect or is not known. */
export function sideOfInterval({ metric, lower, upper }: MeasuredEffect): Side | null {
  const { noEffect } = metricRules[metric];
  if (noEffect === null || lower === null || upper === null) return null;
  if (lower > noEffect) return 'INCREASE';
  return upper < noEffect ? 'DECREASE' : null;
}

/** What a side means for the people concerned; null where no way is better. */
export function meaningOf(side: Side, betterWhen: string | null): 'BENEFIT' | 'HARM' | null {
  if (betterWhen !== 'HIGHER' && betterWhen !== 'LOWER') return null;
  return (side === 'INCREASE') === (betterWhen === 'HIGHER') ? 'BENEFIT' : 'HARM';
}

/** How far off the middle an estimate may lie, as a share of its interval's width: rounding passes. */
const farthestOff = 0.1;

/** Whether an estimate lies too far off the middle of its interval, on the scale of its metric. */
export function isOffCentre({ metric, value, lower, upper }: MeasuredEffect): boolean {
  if (value === null || lower === null || upper === null || intervalFaults({ value, lower, upper }).length > 0)
    return false;
  const [point = 0, low = 0, high = 0] = [value, lower, upper].map((figure) => onScale(metric, figure));
  const width = high - low;
  return Number.isFinite(width) && Math.abs(point - (low + high) / 2) > farthestOff * width;
}
