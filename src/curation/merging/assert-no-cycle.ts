import { DomainError, validationFailed } from '../../domain/errors.ts';
import { traversalsOf, type Model } from '../../domain/model.ts';
import type { SeenNode } from '../../store/change-set.ts';
import type { ReachStep } from '../../store/read-plan.ts';
import type { Store } from '../../store/store.ts';

const [farthest, mostReached] = [21, 50_000];

/**
 * Refuses to make one of two entries between which others stand: something would then be broader than itself. Gives what was
 * looked through: while that stands as it was seen, nothing can have come between them.
 */
export async function assertNoCycle(
  store: Store,
  kind: string,
  pair: readonly [string, string],
): Promise<readonly SeenNode[]> {
  const steps = acyclicSteps(store.model, kind);
  if (steps.length === 0) return [];
  const reached = await store.reach({
    from: pair,
    steps,
    maxDepth: farthest,
    maxNodes: mostReached,
    header: ['version'],
    attributes: {},
  });
  if (reached.truncated)
    throw new DomainError('QUESTION_LIMIT_EXCEEDED', `Too much stands above ${pair.join(' and ')} to be looked at.`);
  const back = reached.edges.find(({ from, to }) => !pair.includes(from) && pair.includes(to));
  if (back)
    throw validationFailed([
      {
        path: 'survivor',
        message: `stands above or below the duplicate by way of ${back.from}: they are not the same`,
      },
    ]);
  return reached.nodes.map(({ id, version }) => ({ id, seen: { version } }));
}

/** Steps along which no entry of the kind may come back to itself. */
const acyclicSteps = (model: Model, kind: string): ReachStep[] =>
  traversalsOf(model, kind)
    .filter(({ direction, relationship }) => direction === 'forward' && relationship.acyclic !== undefined)
    .map(({ relationship }) => ({ relationship: relationship.name, direction: 'forward' }));
