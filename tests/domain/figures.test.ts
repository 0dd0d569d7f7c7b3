import { describe, expect, it } from 'vitest';
import { checkAttributes, type AttributeRecord } from '../../src/domain/attribute-schema.ts';
import { kinds } from '../../src/domain/kinds.ts';

const problemsOf = (figures: AttributeRecord) =>
  checkAttributes(kinds.Finding, { kind: 'EFFECT_ESTIMATE', text: 'A result.', ...figures }).problems.map(
    ({ path, message }) => `${path}: ${message}`,
  );

const intervention = { role: 'INTERVENTION', events: 10, total: 100 };
const comparator = { role: 'COMPARATOR', events: 20, total: 100 };
const measure = (figures: AttributeRecord) => ({ measures: [{ qualifier: 'EXACT', ...figures }] });
const estimate = (figures: AttributeRecord) => ({ estimate: { metric: 'RR', value: 0.8, ...figures } });

describe('figures that make sense', () => {
  it.each<[string, AttributeRecord]>([
    ['a ratio in its interval', estimate({ lower: 0.62, upper: 1.03 })],
    ['a ratio without an interval', estimate({ p: 0.04, adjusted: true })],
    ['a lowest and a highest level', estimate({ lower: 0.7, upper: 0.9, level: 50 })],
    ['', estimate({ lower: 0.7, upper: 0.9, level: 99.9 })],
    ['a difference below zero', { estimate: { metric: 'MD', value: -3, lower: -5, upper: -1 } }],
    ['a share at its bound', { estimate: { metric: 'SENSITIVITY', value: 1, lower: 0.9, upper: 1 } }],
    ['a very small ratio', { estimate: { metric: 'OR', value: 1e-300 } }],
    ['arms of events', { arms: [intervention, comparator] }],
    ['an arm in which all had the event', { arms: [{ ...intervention, events: 100 }] }],
    ['arms of means', { arms: ['INTERVENTION', 'COMPARATOR'].map((role) => ({ role, mean: -1.5, sd: 2, n: 30 })) }],
    [
      'arms of rates, with more events than person-years',
      { arms: ['INTERVENTION', 'COMPARATOR'].map((role) => ({ role, events: 12, personTime: 3.5 })) },
    ],
    [
      'what a review pooled',
      {
        ...estimate({ lower: 0.71, upper: 0.9 }),
        pooled: {
          studies: 12,
          participants: 8200,
          model: 'RANDOM_EFFECTS',
          iSquared: 30,
          predictionLower: 0.6,
          predictionUpper: 1.1,
        },
      },
    ],
    ['a measure of a range without a value', measure({ qualifier: 'RANGE', lower: 3, upper: 5 })],
    ['a fraction', measure({ value: 33, unit: '%', numerator: 1, denominator: 3 })],
    ['a difference that no label calls a ratio', measure({ label: 'difference in risk', value: -3 })],
  ])('%s', (_, figures) => {
    expect(problemsOf(figures)).toEqual([]);
  });

  it('have an interval of 95 % where nothing else is said', () => {
    const { attributes } = checkAttributes(kinds.Finding, { kind: 'COST', text: 'T', ...estimate({}) });
    expect(attributes['estimate']).toEqual({
      metric: 'RR',
      value: 0.8,
      lower: null,
      upper: null,
      level: 95,
      p: null,
      adjusted: null,
    });
  });
});

describe('figures out of sense', () => {
  const outside = 'it must lie in its own interval';
  it.each<[AttributeRecord, string]>([
    [estimate({ value: 5, lower: 0.5, upper: 0.9 }), `estimate.value: value (5) is above upper (0.9): ${outside}`],
    [estimate({ value: 0.4, lower: 0.5, upper: 0.9 }), `estimate.value: value (0.4) is below lower (0.5): ${outside}`],
    [estimate({ lower: 0.9, upper: 0.5 }), 'estimate.value: lower (0.9) is above upper (0.5)'],
    [estimate({ lower: 0.5 }), 'estimate.value: an interval needs both lower and upper'],
    [estimate({ value: 0 }), 'estimate.value: risk ratio must be above 0, got 0'],
    [estimate({ value: 1, lower: 0, upper: 2 }), 'estimate.lower: risk ratio must be above 0, got 0'],
    [{ estimate: { metric: 'PROPORTION', value: 20 } }, 'estimate.value: proportion must lie between 0 and 1, got 20'],
    [{ estimate: { metric: 'RD', value: -5 } }, 'estimate.value: risk difference must lie between -1 and 1, got -5'],
    [estimate({ level: 0 }), 'estimate.level: must be at least 50'],
    [estimate({ level: 100 }), 'estimate.level: must be at most 99.9'],
    [estimate({ p: 1.2 }), 'estimate.p: must be at most 1'],
    [estimate({ value: Number.NaN }), 'estimate.value: must be a number'],
    [estimate({ value: Infinity }), 'estimate.value: must be a number'],
    [{ arms: [{ ...intervention, events: 90, total: 30 }] }, 'arms.0: events (90) are more than the total (30)'],
    [
      { arms: [{ role: 'INTERVENTION', events: 3 }] },
      'arms.0: an arm has either events and total; mean, sd and n; or events and personTime',
    ],
    [{ arms: [{ role: 'INTERVENTION', mean: 3, sd: 0, n: 5 }] }, 'arms.0: sd must be above 0, got 0'],
    [{ arms: [{ role: 'INTERVENTION', events: 3, personTime: 0 }] }, 'arms.0: personTime must be above 0, got 0'],
    [
      { arms: [intervention, intervention] },
      'arms: one arm is the INTERVENTION, the other the COMPARATOR; both are INTERVENTION',
    ],
    [
      { arms: [intervention, { role: 'COMPARATOR', mean: 3, sd: 1, n: 5 }] },
      'arms: both arms have the same form: events and total; mean, sd and n; or events and personTime',
    ],
    [
      { arms: [intervention, comparator, comparator] },
      'arms: a finding compares two arms: write each comparison as a finding of its own',
    ],
    [{ pooled: { iSquared: 120 } }, 'pooled.iSquared: must be at most 100'],
    [{ pooled: { tau2: -1 } }, 'pooled.tau2: must be at least 0'],
    [
      { pooled: { predictionLower: 0.3 } },
      'pooled.predictionLower: a prediction interval needs both predictionLower and predictionUpper',
    ],
    [
      { ...estimate({}), pooled: { predictionLower: 0.9, predictionUpper: 1.3 } },
      `pooled.predictionLower: of the prediction interval, value (0.8) is below lower (0.9): ${outside}`,
    ],
    [{ followUp: { value: -1, unit: 'YEARS' } }, 'followUp.value: must be at least 0'],
    [
      measure({ label: 'odds ratio', value: 5, lower: 0.5, upper: 0.9 }),
      `measures.0: value (5) is above upper (0.9): ${outside}`,
    ],
    [measure({ value: -3, unit: 'OR' }), 'measures.0: odds ratio must be above 0, got -3'],
    [
      measure({ value: 40, unit: '%', numerator: 90, denominator: 30 }),
      'measures.0: numerator (90) is more than denominator (30)',
    ],
    [measure({ value: 40, numerator: 0, denominator: 0 }), 'measures.0: denominator must be above 0, got 0'],
  ])('%j', (figures, problem) => {
    expect(problemsOf(figures)).toEqual([problem]);
  });
});
