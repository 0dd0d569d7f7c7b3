import type { AttributeValues } from '../attribute.ts';
import type { Problem } from '../errors.ts';
import type { smallestImportant } from '../kinds/figures.ts';
import { faultOfValue, metricRules } from './metric-rules.ts';

interface WithImportance {
  readonly smallestImportant: AttributeValues<(typeof smallestImportant)['parts']> | null;
}

/** What makes the smallest important difference of an outcome nonsense. */
export function importanceProblems({ smallestImportant: importance }: WithImportance): Problem[] {
  if (importance === null) return [];
  const { metric, value } = importance;
  const { name, noEffect } = metricRules[metric];
  const refused = (path: string, message: string) => [{ path: `smallestImportant.${path}`, message }];
  if (noEffect === null) return refused('metric', `a ${name} compares nothing; it takes a metric of a difference`);
  const fault = faultOfValue(metric, value);
  if (fault !== undefined) return refused('value', fault);
  return value === noEffect ? refused('value', `${noEffect} is no difference at all for a ${name}`) : [];
}
