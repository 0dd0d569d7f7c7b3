import { describe, expect, it } from 'vitest';
import { combineResults } from '../../../src/analysis/synthesis/combine-results.ts';
import { cumulative } from '../../../src/analysis/synthesis/cumulative.ts';
import { decidingInterval } from '../../../src/analysis/synthesis/deciding-interval.ts';
import {
  mantelHaenszel,
  cochranMantelHaenszel,
  type TableMetric,
} from '../../../src/analysis/synthesis/mantel-haenszel.ts';
import type { Metric } from '../../../src/analysis/synthesis/metric.ts';
import { petoOddsRatio } from '../../../src/analysis/synthesis/peto.ts';
import { randomEffectsFit } from '../../../src/analysis/synthesis/random-effects-fit.ts';
import type { TwoByTwo } from '../../../src/analysis/synthesis/study-figures.ts';
import { subgroups } from '../../../src/analysis/synthesis/subgroups.ts';
import { synthesis, type Synthesis } from '../../../src/analysis/synthesis/synthesis.ts';
import { caseNames, differences, effectsOf, extra, readCase, type Row } from './pooling-cases.ts';

/** A synthesis by the names that the golden values have. */
function asGolden(made: Synthesis) {
  const { reml, remlHartungKnapp, remlHartungKnappFloored: floored, dersimonianLaird, commonEffect, egger } = made;
  return {
    reml,
    remlHartungKnapp,
    dersimonianLaird,
    commonEffect,
    leaveOneOut: made.leaveOneOut,
    hkScale: made.hartungKnappScale,
    hkScaleFloor1: floored,
    decidingInterval: made.deciding,
    tau2Interval: made.tau2Interval,
    typicalVariance: made.typicalVariance,
    weightsPercent: made.weights.map((weight) => 100 * weight),
    egger: { z: egger?.z, p: egger?.p, classical_weightedLm: egger?.classical },
  };
}

/** What is looked at of a golden entry. */
function golden(entry: Record<string, unknown>): Record<string, unknown> {
  const {
    studies: _studies,
    computed: _computed,
    yi: _yi,
    vi: _vi,
    signTest: _sign,
    prediction: _prediction,
    ...rest
  } = entry;
  const [interval, egger] = [rest['tau2Interval'], rest['egger']] as (Record<string, unknown> | undefined)[];
  return {
    ...rest,
    ...(interval && { tau2Interval: { ...interval, method: undefined } }),
    // In `extra.json` metafor stopped short of the top for this one; the files of the data sets have it converged.
    ...(egger && { egger: { ...egger, metaforDefault_mixedEffects_sei: undefined } }),
  };
}

const clean = (value: Record<string, unknown>) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

const wrongIn = (metric: Metric, rows: readonly Row[], expected: Record<string, unknown>) => {
  const made = synthesis(effectsOf(metric, rows));
  return differences(asGolden(made), clean(golden(expected)), made.reml.se);
};

describe('the synthesis', () => {
  it.each(caseNames)('computes the effects of %s and pools them as metafor does', (name) => {
    const { measure, studies, computed, pooled } = readCase(name);
    const effects = effectsOf(measure, studies);
    expect(effects.flatMap((effect, index) => differences(effect, computed[index], Math.sqrt(effect.vi)))).toEqual([]);
    expect(wrongIn(measure, studies, pooled)).toEqual([]);
    expect(wrongIn(measure, studies, extra['dataSets'][name])).toEqual([]);
  });

  const metrics = {
    IRR_nielweise2008: 'IRR',
    ROM_curtis1998_first12: 'ROM',
    MD_strokeStay: 'MD',
    proportion_logit_pritz1997: 'PROPORTION',
  } as const;
  it.each(Object.entries(metrics))('pools %s', (name, metric) => {
    const { studies, computed } = extra['metrics'][name];
    const effects = effectsOf(metric, studies);
    expect(effects.flatMap((effect, index) => differences(effect, computed[index], Math.sqrt(effect.vi)))).toEqual([]);
    const { decidingInterval: deciding, ...rest } = extra['metrics'][name];
    expect(wrongIn(metric, studies, rest)).toEqual([]);
    // Where metafor leaves 1e-14 of τ², it is 0 here, and Wald decides.
    if (rest.reml.tau2 > 1e-9) expect(wrongIn(metric, studies, { decidingInterval: deciding })).toEqual([]);
  });

  it('reads intervals at their level', () => {
    for (const row of extra['levels'].rows) {
      const [effect] = effectsOf('RR', [row]);
      expect(differences(effect, { yi: row.yi, vi: row.vi }, 0)).toEqual([]);
    }
  });

  it.each(['twoStudiesDiscordant', 'twoStudiesAgree', 'threeIdentical'])('pools %s', (name) => {
    const entry = extra['edges'][name];
    const rows = entry.yi.map((yi: number, index: number) => ({ study: index, yi, vi: entry.vi[index] }));
    expect(wrongIn('SMD', rows, { ...entry, egger: undefined })).toEqual([]);
  });

  it('pools tables by Mantel and Haenszel and by Peto', () => {
    const sets: [readonly TwoByTwo[], (typeof extra)[string]][] = ['bcg-rr', 'cbt-reoffending-or', 'lidocaine-rr'].map(
      (name) => [readCase(name).studies as never, extra['mantelHaenszelPeto'][name]],
    );
    for (const name of ['nielweise2007', 'madeUp_withDoubleZero'])
      sets.push([extra['sparse'][name].studies, extra['sparse'][name].mantelHaenszelPeto]);
    for (const [tables, expected] of sets) {
      for (const metric of ['OR', 'RR', 'RD'] as TableMetric[]) {
        const { kYi: _kYi, cmh: _cmh, taroneHomogeneity: _tarone, ...rest } = expected[metric];
        expect([metric, differences(mantelHaenszel(metric, tables), rest, rest.se)]).toEqual([metric, []]);
      }
      const { kYi: _kYi, ...peto } = expected.peto;
      expect(differences(petoOddsRatio(tables), peto, peto.se)).toEqual([]);
      expect(differences(cochranMantelHaenszel(tables), expected.OR.cmh, 0)).toEqual([]);
    }
  });

  it.each(['nielweise2007', 'madeUp_withDoubleZero'])('leaves tables without events out of ratios: %s', (name) => {
    const { studies, inverseVarianceOR, inverseVarianceRR } = extra['sparse'][name];
    expect(wrongIn('OR', studies, inverseVarianceOR)).toEqual([]);
    expect(wrongIn('RR', studies, inverseVarianceRR)).toEqual([]);
  });

  it('compares subgroups', () => {
    const expected = extra['subgroups'].bcgByAllocation;
    const { studies } = readCase('bcg-rr');
    const effects = effectsOf('RR', studies).map((effect, index) => ({ ...effect, group: expected.allocation[index] }));
    const made = subgroups(effects);
    for (const { name, reml, remlHartungKnapp, deciding } of made.groups)
      expect(
        differences({ reml, remlHartungKnapp, decidingInterval: deciding }, expected.subgroups[name], reml.se),
      ).toEqual([]);
    expect(differences(made.difference, expected.testSeparateTau2_waldSe, 0)).toEqual([]);
    expect(differences(made.differenceCommonEffect, expected.testCommonEffect, 0)).toEqual([]);
  });

  it.each(['bcg-rr', 'teacher-expectancy-smd'])('cumulates %s by year', (name) => {
    const { measure, studies } = readCase(name);
    const made = cumulative(
      effectsOf(measure, studies).map((effect, index) => ({ ...effect, year: Number(studies[index]?.['year']) })),
    );
    const expected = (extra['cumulativeByYear'][name] as Record<string, unknown>[]).map(
      ({ study: _study, waldLower: _l, waldUpper: _u, hkLower: _h, hkUpper: _k, ...rest }) => rest,
    );
    expect(differences(made, expected, 0.05)).toEqual([]);
  });

  it.each(['assink2016', 'konstantopoulos2011'])('takes several effects of a study of %s together', (name) => {
    const {
      input,
      aggregated_unweightedMean: aggregated,
      pooled_unweightedMean: pooled,
    } = extra['severalEffectsOneStudy'][name];
    const results = input.map(({ study, yi, vi }: { study: unknown; yi: number; vi: number }) => ({
      id: String(study),
      yi,
      vi,
    }));
    const { effects } = combineResults(results);
    const byStudy = new Map(effects.map((effect) => [effect.id, effect]));
    expect(
      aggregated.flatMap(({ study, yi, vi }: { study: unknown; yi: number; vi: number }) =>
        differences(byStudy.get(String(study)), { yi, vi }, Math.sqrt(vi)),
      ),
    ).toEqual([]);
    const fit = randomEffectsFit(effects);
    expect(
      differences(
        { reml: fit.wald, remlHartungKnapp: fit.hartungKnapp, decidingInterval: decidingInterval(fit) },
        { reml: pooled.reml, remlHartungKnapp: pooled.remlHartungKnapp, decidingInterval: pooled.decidingInterval },
        fit.wald.se,
      ),
    ).toEqual([]);
  });
});
