import type { PooledEstimate } from '../../analysis/synthesis/pooled-estimate.ts';
import { scaleOf } from '../../analysis/synthesis/metric.ts';
import type { Synthesis } from '../../analysis/synthesis/synthesis.ts';
import type { PooledTable } from './pool-results.ts';

/** A synthesis by the names under which metafor's figures are usually kept. */
const named = (made: Synthesis) => {
  const { se, ciLower, ciUpper, p }: PooledEstimate = made.remlHartungKnappFloored;
  return {
    reml: made.reml,
    remlHartungKnapp: made.remlHartungKnapp,
    dersimonianLaird: made.dersimonianLaird,
    commonEffect: made.commonEffect,
    hkScale: made.hartungKnappScale,
    hkScaleFloor1: { se, ciLower, ciUpper, p },
    decidingInterval: made.deciding,
    tau2Interval: made.tau2Interval ?? null,
    typicalVariance: made.typicalVariance,
    weightsPercent: made.weights.map((weight) => 100 * weight),
    leaveOneOut: made.leaveOneOut,
    egger: made.egger ?? null,
  };
};

/** What `pool --json` prints: `pooled` of the rows as they stand, `decides` of one result for each study. */
export function pooledJson(table: PooledTable) {
  const { metric, results, byRow, byStudy, effects, decides, tables, rates } = table;
  return {
    metric,
    scale: scaleOf[metric].name,
    computed: results.map(({ id, yi, vi }) => ({ study: id, yi, vi })),
    pooled: {
      ...named(byRow),
      mantelHaenszel: tables?.mantelHaenszel ?? rates ?? null,
      peto: tables?.peto ?? null,
      cmh: tables?.cmh ?? null,
    },
    ...(byStudy !== byRow && {
      byStudy: { computed: effects.map(({ id, yi, vi }) => ({ study: id, yi, vi })), pooled: named(byStudy) },
    }),
    decides,
    cumulative: table.cumulative ?? null,
    subgroups: table.subgroups ?? null,
    notes: table.notes,
  };
}
