import type { Metric } from '../kinds/figures.ts';
import { intervalFaults, type Interval } from './interval-faults.ts';
import { faultOfValue } from './metric-rules.ts';

export interface Measure extends Interval {
  readonly label: string | null;
  readonly unit: string | null;
  readonly qualifier: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

const ratioNames: readonly (readonly [Metric, RegExp])[] = [
  ['OR', /\bodds ratio\b|^OR$/iu],
  ['HR', /\bhazards? ratio\b|^HR$/iu],
  ['IRR', /\b(?:incidence )?rate ratio\b|^IRR$/iu],
  ['RR', /\brisk ratio\b|\brelative risk\b|^RR$/iu],
];

/** The ratio that a figure is called by its label or unit, where it is: it says so in words alone. */
export function ratioOfMeasure({ label, unit }: Pick<Measure, 'label' | 'unit'>): Metric | undefined {
  return ratioNames.find(([, name]) => name.test(unit ?? '') || name.test(label ?? ''))?.[0];
}

/** What makes a figure nonsense, as sentences. */
export function measureProblems(figure: Measure): string[] {
  const { value, lower, upper, qualifier, numerator, denominator } = figure;
  const problems = intervalFaults(figure);
  if (value === null && lower === null && upper === null) problems.push('a measure needs a value, or lower and upper');
  if (qualifier === 'RANGE' && (lower === null || upper === null)) problems.push('a RANGE needs lower and upper');
  if (denominator !== null && denominator <= 0) problems.push(`denominator must be above 0, got ${denominator}`);
  if (numerator !== null && denominator !== null && numerator > denominator)
    problems.push(`numerator (${numerator}) is more than denominator (${denominator})`);
  const ratio = ratioOfMeasure(figure);
  const faults = [value, lower, upper].flatMap((part) =>
    part === null || ratio === undefined ? [] : (faultOfValue(ratio, part) ?? []),
  );
  return [...problems, ...faults];
}
