import { readFileSync } from 'node:fs';
import { effectOf } from '../../../src/analysis/synthesis/effects/effect-of.ts';
import type { Metric } from '../../../src/analysis/synthesis/metric.ts';
import type { StudyFigures } from '../../../src/analysis/synthesis/study-figures.ts';

export type Row = Readonly<Record<string, number | string>>;

/** What metafor 3.8.1 makes of a data set; `tests/analysis/synthesis/cases/extra.json` says how it was run. */
export interface PoolingCase {
  readonly measure: Metric;
  readonly studies: readonly Row[];
  readonly computed: readonly { readonly yi: number; readonly vi: number }[];
  readonly pooled: {
    readonly reml: Row;
    readonly remlHartungKnapp: Row;
    readonly dersimonianLaird: Row;
    readonly commonEffect: Row;
    readonly leaveOneOut: readonly Row[];
    readonly egger: Row;
  };
}

export const caseNames = [
  'bcg-rd',
  'bcg-rr',
  'cbt-reoffending-or',
  'interviews-zcor',
  'lidocaine-rr',
  'passive-smoking-or',
  'stroke-stay-smd',
  'teacher-expectancy-smd',
] as const;

const folder = new URL('./cases/', import.meta.url);
export const readCase = (name: string): PoolingCase =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as PoolingCase;
// eslint-disable-next-line typescript/no-explicit-any -- a large fixture, looked into by path
export const extra = JSON.parse(readFileSync(new URL('extra.json', folder), 'utf8')) as Record<string, any>;

const formByColumn = {
  events1: 'twoByTwo',
  mean1: 'twoMeans',
  x1: 'twoRates',
  value: 'interval',
  events: 'proportion',
  ri: 'correlation',
  yi: 'computed',
} as const;

export function figuresOf(row: Row): StudyFigures {
  const [, form] = Object.entries(formByColumn).find(([column]) => column in row) ?? [];
  return { ...row, form } as unknown as StudyFigures;
}

/** Effects of a list of studies; each row is a study of its own, as in metafor. */
export const effectsOf = (metric: Metric, rows: readonly Row[]) =>
  rows.flatMap((row, index) => {
    const effect = effectOf(metric, figuresOf(row));
    return effect ? [{ id: `${String(row['study'])} ${index}`, ...effect }] : [];
  });

/** Right means |a − b| ≤ 1e-6 · max(|b|, se). Answers with the paths that are not. */
export function differences(actual: unknown, expected: unknown, se: number, path = ''): string[] {
  if (typeof expected === 'number') {
    const near = typeof actual === 'number' && Math.abs(actual - expected) <= 1e-6 * Math.max(Math.abs(expected), se);
    return near ? [] : [`${path}: ${String(actual)} is not ${expected}`];
  }
  if (expected === null || typeof expected !== 'object')
    return (actual ?? null) === expected ? [] : [`${path}: ${String(actual)} is not ${String(expected)}`];
  return Object.entries(expected).flatMap(([key, value]) =>
    differences((actual as Readonly<Record<string, unknown>> | undefined)?.[key], value, se, `${path}/${key}`),
  );
}
