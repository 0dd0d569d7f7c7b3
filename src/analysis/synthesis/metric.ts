/** The metrics that results are stated in, by the names of metafor and of the Cochrane Handbook. */
export const metrics = [
  'RR',
  'OR',
  'HR',
  'IRR',
  'RD',
  'MD',
  'SMD',
  'ROM',
  'ZCOR',
  'PROPORTION',
  'SENSITIVITY',
  'SPECIFICITY',
] as const;

export type Metric = (typeof metrics)[number];

/** How figures of a metric are pooled: from what is reported to a scale on which sums make sense, and back. */
export interface MetricScale {
  readonly name: 'log' | 'identity' | 'fisherZ' | 'logit';
  readonly to: (value: number) => number;
  readonly from: (value: number) => number;
  /** What a reported figure must be, or undefined where any will do. */
  readonly bounds?: { readonly above: number; readonly below: number; readonly sentence: string };
}

const log: MetricScale = {
  name: 'log',
  to: Math.log,
  from: Math.exp,
  bounds: { above: 0, below: Infinity, sentence: 'above 0' },
};
const identity: MetricScale = { name: 'identity', to: (value) => value, from: (value) => value };
const difference: MetricScale = { ...identity, bounds: { above: -1, below: 1, sentence: 'between -1 and 1' } };
const fisherZ: MetricScale = {
  name: 'fisherZ',
  to: Math.atanh,
  from: Math.tanh,
  bounds: { above: -1, below: 1, sentence: 'between -1 and 1' },
};
const logit: MetricScale = {
  name: 'logit',
  to: (value) => Math.log(value / (1 - value)),
  from: (value) => 1 / (1 + Math.exp(-value)),
  bounds: { above: 0, below: 1, sentence: 'between 0 and 1' },
};

/** The scale on which each metric is pooled. Correlations and proportions are reported plainly and pooled transformed. */
export const scaleOf: Readonly<Record<Metric, MetricScale>> = {
  RR: log,
  OR: log,
  HR: log,
  IRR: log,
  RD: difference,
  MD: identity,
  SMD: identity,
  ROM: log,
  ZCOR: fisherZ,
  PROPORTION: logit,
  SENSITIVITY: logit,
  SPECIFICITY: logit,
};

/** Whether a metric compares two things, so that 0 on its scale is no effect. */
export const comparesArms = (metric: Metric): boolean => scaleOf[metric].name !== 'logit';
