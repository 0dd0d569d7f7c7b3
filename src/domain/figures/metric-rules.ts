import type { Metric } from '../kinds/figures.ts';

/** What is known of a metric wherever its values are held to sense, compared or pooled. */
export interface MetricRules {
  readonly name: string;
  /** The scale on which an interval lies about its estimate, and on which estimates are pooled. */
  readonly scale: 'identity' | 'log' | 'logit';
  /** The value that says that two groups do not differ; null where one group alone is described. */
  readonly noEffect: number | null;
  /** The values that there can be: `above` itself is none of them, `lowest` and `highest` are. */
  readonly above?: number;
  readonly lowest?: number;
  readonly highest?: number;
}

const ratio = (name: string): MetricRules => ({ name, scale: 'log', noEffect: 1, above: 0 });
const difference = (name: string): MetricRules => ({ name, scale: 'identity', noEffect: 0 });
const share = (name: string): MetricRules => ({ name, scale: 'logit', noEffect: null, lowest: 0, highest: 1 });

export const metricRules: Readonly<Record<Metric, MetricRules>> = {
  RR: ratio('risk ratio'),
  OR: ratio('odds ratio'),
  HR: ratio('hazard ratio'),
  IRR: ratio('incidence rate ratio'),
  RD: { ...difference('risk difference'), lowest: -1, highest: 1 },
  MD: difference('mean difference'),
  SMD: difference('standardised mean difference'),
  ROM: ratio('ratio of means'),
  ZCOR: difference("Fisher's z"),
  PROPORTION: share('proportion'),
  SENSITIVITY: share('sensitivity'),
  SPECIFICITY: share('specificity'),
};

/** What is wrong with a value of a metric, as a sentence, or nothing. */
export function faultOfValue(metric: Metric, value: number): string | undefined {
  const { name, above, lowest = -Infinity, highest = Infinity } = metricRules[metric];
  if (!Number.isFinite(value)) return `${name} must be a finite number`;
  if (above !== undefined && value <= above) return `${name} must be above ${above}, got ${value}`;
  if (value < lowest || value > highest) return `${name} must lie between ${lowest} and ${highest}, got ${value}`;
  return undefined;
}

/** A value on the scale of its metric: logarithm of a ratio, log odds of a share. */
export function onScale(metric: Metric, value: number): number {
  const { scale } = metricRules[metric];
  switch (scale) {
    case 'identity':
      return value;
    case 'log':
      return Math.log(value);
    case 'logit':
      return Math.log(value / (1 - value));
    default:
      return scale satisfies never;
  }
}
