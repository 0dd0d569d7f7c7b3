import { assumedCorrelation, combineResults, withoutRepeats } from '../../analysis/synthesis/combine-results.ts';
import { cumulative, type CumulativeStep } from '../../analysis/synthesis/cumulative.ts';
import type { DecidingInterval } from '../../analysis/synthesis/deciding-interval.ts';
import type { Effect } from '../../analysis/synthesis/effect.ts';
import { mantelHaenszelRates, type TableMetric } from '../../analysis/synthesis/mantel-haenszel.ts';
import type { Metric } from '../../analysis/synthesis/metric.ts';
import type { PredictionInterval } from '../../analysis/synthesis/prediction-interval.ts';
import { poolTables, sparseDeciding, tellingTables } from '../../analysis/synthesis/sparse-tables.ts';
import { subgroups, type Subgroups } from '../../analysis/synthesis/subgroups.ts';
import { synthesis, type Synthesis } from '../../analysis/synthesis/synthesis.ts';
import type { TableResult } from './results-of-table.ts';

/** What decides: of one result for each study, by the interval that fits them. */
export interface Decision extends DecidingInterval {
  readonly studies: number;
  readonly prediction: PredictionInterval | null;
  /** Two to four studies: any interval is a guess. */
  readonly few: boolean;
}

/** Everything that is made of a table. Effects are on the metric's scale: logarithms of ratios. */
export interface PooledTable {
  readonly metric: Metric;
  readonly results: readonly TableResult[];
  /** Each row a study of its own, as metafor takes them. */
  readonly byRow: Synthesis;
  /** One effect for each study, in the order in which studies come. */
  readonly effects: readonly Effect[];
  readonly byStudy: Synthesis;
  readonly decides: Decision;
  readonly tables: ReturnType<typeof poolTables> | undefined;
  readonly rates: ReturnType<typeof mantelHaenszelRates>;
  readonly cumulative: readonly CumulativeStep[] | undefined;
  readonly subgroups: Subgroups | undefined;
  readonly notes: readonly string[];
}

const isTableMetric = (metric: Metric): metric is TableMetric => metric === 'RR' || metric === 'OR' || metric === 'RD';

export function poolResults(metric: Metric, results: readonly TableResult[]): PooledTable {
  const once = withoutRepeats(results);
  const combined = combineResults(once);
  const rows = results.map((result) => ({ ...result, id: rowId(result) }));
  const byRow = synthesis(rows);
  const byStudy = combined.effects.length === results.length ? byRow : synthesis(combined.effects);
  const tables = once.flatMap(({ figures }) => (figures.form === 'twoByTwo' ? [figures] : []));
  const rates = results.flatMap(({ figures }) => (figures.form === 'twoRates' ? [figures] : []));
  const several = combined.combinedStudies > 0;
  const sparse = isTableMetric(metric) && !several && tables.length > 0 ? sparseDeciding(metric, tables) : undefined;
  return {
    metric,
    results,
    byRow,
    effects: combined.effects,
    byStudy,
    decides: decisionOf(byStudy, sparse),
    tables: isTableMetric(metric) && tables.length > 0 ? poolTables(metric, tellingTables(metric, tables)) : undefined,
    rates: rates.length > 0 ? mantelHaenszelRates(rates) : undefined,
    cumulative: cumulativeOf(results, combined.effects),
    subgroups: subgroupsOf(once),
    notes: notesOn({
      repeats: results.length - once.length,
      several: combined.combinedStudies,
      studies: byStudy.reml.k,
    }),
  };
}

/** Rows of one study are kept apart; the sort key starts with the study, so that the order of rows changes nothing. */
const rowId = ({ id, subgroup }: TableResult): string => `${id}\n${subgroup ?? ''}`;

/** Two to four studies, of which no interval can be told well. */
const isFew = (studies: number): boolean => studies >= 2 && studies <= 4;

function decisionOf(made: Synthesis, sparse: DecidingInterval | undefined): Decision {
  const { k } = made.reml;
  const prediction = sparse ? undefined : made.prediction;
  return { ...(sparse ?? made.deciding), studies: k, prediction: prediction ?? null, few: isFew(k) };
}

/** By year, where every study has one; a study of several years counts from its first. */
function cumulativeOf(results: readonly TableResult[], effects: readonly Effect[]): CumulativeStep[] | undefined {
  const years = new Map<string, number>();
  for (const { id, year = NaN } of results) years.set(id, Math.min(years.get(id) ?? Infinity, year));
  const dated = effects.map((effect) => ({ ...effect, year: years.get(effect.id) ?? NaN }));
  return dated.length > 1 && dated.every(({ year }) => Number.isFinite(year)) ? cumulative(dated) : undefined;
}

function subgroupsOf(results: readonly TableResult[]): Subgroups | undefined {
  const names = [...new Set(results.map(({ subgroup }) => subgroup ?? ''))];
  if (names.length < 2) return undefined;
  const effects = names.flatMap((group) => {
    const ofGroup = results.filter(({ subgroup }) => (subgroup ?? '') === group);
    return combineResults(ofGroup).effects.map((effect) => ({ ...effect, group }));
  });
  return subgroups(effects);
}

function notesOn({ repeats, several, studies }: { repeats: number; several: number; studies: number }): string[] {
  return [
    ...(repeats > 0 ? [`Exact repeats of a study's result that count once: ${repeats}.`] : []),
    ...(several > 0
      ? [
          `Studies with several results: ${several}. What decides takes their mean, with a correlation of ${assumedCorrelation}; "pooled" takes every row as a study.`,
        ]
      : []),
    ...(studies === 1 ? ['One study: there is nothing to pool, and consistency cannot be judged.'] : []),
    ...(isFew(studies) ? [`Few studies (${studies}): how much they differ cannot be told well.`] : []),
  ];
}
