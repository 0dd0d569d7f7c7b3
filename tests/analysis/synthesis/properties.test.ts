import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { twoByTwoEffect } from '../../../src/analysis/synthesis/effects/two-by-two-effect.ts';
import type { Effect } from '../../../src/analysis/synthesis/effect.ts';
import { synthesis } from '../../../src/analysis/synthesis/synthesis.ts';
import { leaveOneOut } from '../../../src/analysis/synthesis/leave-one-out.ts';
import { randomEffectsFit } from '../../../src/analysis/synthesis/random-effects-fit.ts';

const effects = fc
  .array(
    fc.record({ yi: fc.double({ min: -2, max: 2, noNaN: true }), vi: fc.double({ min: 0.001, max: 2, noNaN: true }) }),
    { minLength: 1, maxLength: 15 },
  )
  .map((list): Effect[] => list.map((one, index) => ({ id: `study ${index}`, ...one })));

const near = (one: number, other: number, scale: number) =>
  Math.abs(one - other) <= 1e-7 * Math.max(Math.abs(other), scale);

describe('the synthesis', () => {
  it('does not depend on the order of studies', () => {
    fc.assert(
      fc.property(effects, (list) => {
        const [one, other] = [synthesis(list), synthesis(list.toReversed())];
        expect(other.reml).toEqual(one.reml);
        expect(other.deciding).toEqual(one.deciding);
        expect(other.egger).toEqual(one.egger);
      }),
    );
  });

  it('has the estimate inside its intervals, shares within bounds and weights that sum to 1', () => {
    fc.assert(
      fc.property(effects, (list) => {
        const made = synthesis(list);
        for (const { estimate, ciLower, ciUpper, i2 } of [
          made.reml,
          made.remlHartungKnapp,
          made.dersimonianLaird,
          made.commonEffect,
        ]) {
          expect(ciLower <= estimate && estimate <= ciUpper).toBe(true);
          expect(i2 >= 0 && i2 <= 100).toBe(true);
        }
        expect(made.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        expect(made.commonEffect.se).toBeLessThanOrEqual(made.reml.se * (1 + 1e-12));
        const { deciding, prediction, reml } = made;
        expect(deciding.ciLower <= reml.ciLower && deciding.ciUpper >= reml.ciUpper).toBe(true);
        if (prediction) expect(prediction.lower <= deciding.ciLower && prediction.upper >= deciding.ciUpper).toBe(true);
      }),
    );
  });

  it('scales with the effects', () => {
    fc.assert(
      fc.property(effects, fc.constantFrom(1e-9, 0.25, 1e6), (list, factor) => {
        const [one, other] = [
          list,
          list.map(({ id, yi, vi }) => ({ id, yi: yi * factor, vi: vi * factor * factor })),
        ].map((each) => synthesis(each).reml);
        expect(near((other?.estimate ?? NaN) / factor, one?.estimate ?? NaN, one?.se ?? 0)).toBe(true);
        expect(near((other?.tau2 ?? NaN) / factor / factor, one?.tau2 ?? NaN, one?.se ?? 0)).toBe(true);
      }),
    );
  });

  it('changes its sign where the arms of every study are exchanged', () => {
    const arm = fc
      .integer({ min: 1, max: 200 })
      .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
    fc.assert(
      fc.property(
        arm,
        arm,
        fc.constantFrom('RR' as const, 'OR' as const, 'RD' as const),
        ([events1, total1], [events2, total2], metric) => {
          const one = twoByTwoEffect(metric, { events1, total1, events2, total2 });
          const other = twoByTwoEffect(metric, { events1: events2, total1: total2, events2: events1, total2: total1 });
          expect(other === undefined).toBe(one === undefined);
          if (one && other)
            expect([other.yi + one.yi, other.vi / one.vi]).toEqual([expect.closeTo(0, 12), expect.closeTo(1, 12)]);
        },
      ),
    );
  });

  it('leaves one out as if the others were pooled anew', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const random = (index: number) => Math.abs(Math.sin(seed + index * 12.9898) * 43758.5453) % 1;
        const list = Array.from({ length: 60 }, (_, index) => ({
          id: String(index),
          yi: random(index) - 0.3,
          vi: 0.01 + random(index + 500) / 10,
        }));
        const left = leaveOneOut(list);
        const index = seed % 60;
        const { hartungKnapp } = randomEffectsFit(list.toSpliced(index, 1));
        const { estimate, ciLower, ciUpper, tau2, i2 } = left[index] ?? {};
        for (const [one, other] of [
          [estimate, hartungKnapp.estimate],
          [ciLower, hartungKnapp.ciLower],
          [ciUpper, hartungKnapp.ciUpper],
          [tau2, hartungKnapp.tau2],
          [i2, hartungKnapp.i2],
        ])
          expect(near(one ?? NaN, other ?? NaN, hartungKnapp.se)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('stands variances of 1e-300 and τ² beyond all variances', () => {
    const tiny = synthesis([0.1, 0.2, 0.3].map((yi, index) => ({ id: String(index), yi, vi: 1e-300 })));
    expect(tiny.reml.tau2).toBeCloseTo(0.01, 10);
    expect(tiny.reml.i2).toBeCloseTo(100, 10);
    const mixed = synthesis(
      [
        [0.5, 1e-300],
        [0.1, 1],
        [0.9, 1.5],
      ].map(([yi = 0, vi = 0], index) => ({ id: String(index), yi, vi })),
    );
    expect([mixed.reml.estimate, mixed.reml.tau2]).toEqual([0.5, 0]);
  });
});
