import type { Problem } from '../errors.ts';
import { armProblems, type Arm } from './arm-problems.ts';
import { estimateProblems, pooledProblems, type Estimate, type Pooled } from './estimate-problems.ts';
import { measureProblems, type Measure } from './measure-problems.ts';

/** The figures of a finding. */
export interface Figures {
  readonly measures: readonly Measure[];
  readonly estimate: Estimate | null;
  readonly arms: readonly Arm[];
  readonly pooled: Pooled | null;
}

/** All that makes the figures of a finding nonsense, each with its path within the finding. */
export function figureProblems({ measures, estimate, arms, pooled }: Figures): Problem[] {
  return [
    ...measures.flatMap((figure, index) =>
      measureProblems(figure).map((message) => ({ path: `measures.${index}`, message })),
    ),
    ...below('estimate', estimate === null ? [] : estimateProblems(estimate)),
    ...below('arms', armProblems(arms)),
    ...below('pooled', pooled === null ? [] : pooledProblems(pooled, estimate)),
  ];
}

const below = (above: string, problems: readonly Problem[]): Problem[] =>
  problems.map(({ path, ...problem }) => ({ ...problem, path: path === '' ? above : `${above}.${path}` }));
