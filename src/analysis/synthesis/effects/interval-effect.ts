import { normalReach } from '../distributions.ts';
import { scaleOf, type Metric } from '../metric.ts';
import type { ComputedEffect, EstimateWithInterval } from '../study-figures.ts';

const usualLevel = 95;

/** The effect that a reported estimate and its interval stand for, on the metric's scale. */
export function intervalEffect(metric: Metric, reported: EstimateWithInterval): ComputedEffect {
  const { to } = scaleOf[metric];
  const width = to(reported.upper) - to(reported.lower);
  const se = width / (2 * normalReach(reported.level ?? usualLevel));
  return { yi: to(reported.value), vi: se * se };
}

/** How far an estimate lies off the middle of its interval, as a share of the interval's width on the metric's scale. */
export function offMiddle(metric: Metric, { value, lower, upper }: EstimateWithInterval): number {
  const { to } = scaleOf[metric];
  const [low, high] = [to(lower), to(upper)];
  return Math.abs(to(value) - (low + high) / 2) / (high - low);
}
