import type { AttributeValues } from '../attribute.ts';
import type { Problem } from '../errors.ts';
import type { estimate, pooled } from '../kinds/figures.ts';
import { intervalFaults } from './interval-faults.ts';
import { faultOfValue } from './metric-rules.ts';

export type Estimate = AttributeValues<(typeof estimate)['parts']>;
export type Pooled = AttributeValues<(typeof pooled)['parts']>;

/** What makes an estimate nonsense, whatever it is about; paths are within the estimate. */
export function estimateProblems(estimate: Estimate): Problem[] {
  const { metric, value, lower, upper } = estimate;
  const outside = Object.entries({ value, lower, upper }).flatMap(([path, figure]) => {
    const message = figure === null ? undefined : faultOfValue(metric, figure);
    return message === undefined ? [] : [{ path, message }];
  });
  const half = (lower === null) === (upper === null) ? [] : ['an interval needs both lower and upper'];
  return [
    ...outside,
    ...[...half, ...intervalFaults({ value, lower, upper })].map((message) => ({ path: 'value', message })),
  ];
}

/** What makes the figures of a review's own pooling nonsense beside its estimate; paths are within them. */
export function pooledProblems({ predictionLower, predictionUpper }: Pooled, beside: Estimate | null): Problem[] {
  const path = 'predictionLower';
  const ends = { predictionLower, predictionUpper };
  const outside = Object.entries(ends).flatMap(([end, figure]) => {
    const message = figure === null || beside === null ? undefined : faultOfValue(beside.metric, figure);
    return message === undefined ? [] : [{ path: end, message }];
  });
  if ((predictionLower === null) !== (predictionUpper === null))
    return [...outside, { path, message: 'a prediction interval needs both predictionLower and predictionUpper' }];
  const interval = { value: beside?.value ?? null, lower: predictionLower, upper: predictionUpper };
  return [
    ...outside,
    ...intervalFaults(interval).map((message) => ({ path, message: `of the prediction interval, ${message}` })),
  ];
}
