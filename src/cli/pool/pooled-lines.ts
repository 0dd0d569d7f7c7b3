import { scaleOf } from '../../analysis/synthesis/metric.ts';
import type { PooledEstimate } from '../../analysis/synthesis/pooled-estimate.ts';
import { counted } from '../../support/counted.ts';
import { textTable } from '../text-table.ts';
import { forestPlot, methodWords, short } from './forest-plot.ts';
import type { PooledTable } from './pool-results.ts';

const p = (value: number): string => (value < 0.001 ? '< 0.001' : value.toFixed(3));

/** What `pool` prints for a person: the plot, what decides, and the models beside it. */
export function pooledLines(table: PooledTable): string[] {
  const { metric, byStudy, byRow, decides, notes } = table;
  const { reml, tau2Interval: tau2, egger } = byStudy;
  const studies = counted(reml.k, 'study', 'studies');
  const between = tau2 ? ` [${short(tau2.tau2Lower)}, ${tau2.unbounded ? 'unbounded' : short(tau2.tau2Upper)}]` : '';
  return [
    ...forestPlot(table),
    '',
    `${metric}, ${studies}; 95 % intervals. Decides: ${methodWords[decides.method]}. Weights are those of random effects.`,
    `tau² ${short(reml.tau2)}${between} (REML, Q-profile), I² ${reml.i2.toFixed(1)} %, Q ${short(reml.q)} (p ${p(reml.qp)})`,
    ...(egger
      ? [`Egger's test: z ${egger.z.toFixed(2)}, p ${p(egger.p)} (classical t, p ${p(egger.classical.p)})`]
      : []),
    ...(decides.prediction?.unreliable ? ['The prediction interval of fewer than five studies is unreliable.'] : []),
    '',
    ...modelRows(table),
    ...subgroupLines(table),
    ...(byRow === byStudy
      ? []
      : ['', `Rows taken as studies: ${counted(byRow.reml.k, 'row')}; --json has their figures.`]),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ];
}

function modelRows({ metric, byStudy, tables, rates }: PooledTable): string[] {
  const { from } = scaleOf[metric];
  type Shown = Pick<PooledEstimate, 'estimate' | 'ciLower' | 'ciUpper' | 'p'>;
  const row = (name: string, shown: Shown | undefined): string[][] =>
    shown
      ? [
          [
            name,
            short(from(shown.estimate)),
            `[${short(from(shown.ciLower))}, ${short(from(shown.ciUpper))}]`,
            p(shown.p),
          ],
        ]
      : [];
  return textTable(
    ['model', metric, '95 % interval', 'p'],
    [
      ...row('REML, Wald', byStudy.reml),
      ...row('REML, Hartung-Knapp', byStudy.remlHartungKnapp),
      ...row('the same, scale at least 1', byStudy.remlHartungKnappFloored),
      ...row('DerSimonian-Laird', byStudy.dersimonianLaird),
      ...row('common effect', byStudy.commonEffect),
      ...row('Mantel-Haenszel', tables?.mantelHaenszel ?? rates),
      ...row('Peto (odds ratio)', tables?.peto),
    ],
  );
}

function subgroupLines({ metric, subgroups }: PooledTable): string[] {
  if (!subgroups) return [];
  const { from } = scaleOf[metric];
  const rows = subgroups.groups.map(({ name, reml, deciding }) => [
    name || '(none)',
    String(reml.k),
    short(from(deciding.estimate)),
    `[${short(from(deciding.ciLower))}, ${short(from(deciding.ciUpper))}]`,
  ]);
  const { difference } = subgroups;
  return [
    '',
    ...textTable(['subgroup', 'k', metric, '95 % interval'], rows),
    ...(difference
      ? [`Difference between subgroups: Q ${short(difference.q)}, df ${difference.df}, p ${p(difference.p)}`]
      : []),
  ];
}
