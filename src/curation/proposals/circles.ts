import { DomainError, validationFailed } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { SeenNode } from '../../store/change-set.ts';
import { stepsAlong } from '../../store/steps-along.ts';
import type { Store } from '../../store/store.ts';
import type { ProposedChange } from '../drafts/proposed-change.ts';

/** From a claim to what speaks for or against it, and what that uses. */
const steps = stepsAlong('forward', ['HAS_EVIDENCE', 'USES']);

const [farthest, mostReached] = [20, 50_000];

/**
 * Refuses an argument for a claim that uses a claim which rests on the first: nothing is evidence for itself. Gives what was
 * looked through: while that stands as it was seen, no other argument can have closed the circle.
 */
export async function assertNoCircles(store: Store, { edges }: ProposedChange): Promise<readonly SeenNode[]> {
  const claims = new Map(
    edges.flatMap(({ relationship, from, to }) => (relationship === 'HAS_EVIDENCE' ? [[to, from]] : [])),
  );
  const seen: SeenNode[] = [];
  for (const { relationship, from: link, to: used } of edges) {
    const claim = claims.get(link);
    if (relationship === 'USES' && claim !== undefined && kindOfId(store.model, used) === 'Claim')
      seen.push(...(await assertNoCircle(store, claim, used)));
  }
  return seen;
}

async function assertNoCircle(store: Store, claim: string, used: string): Promise<SeenNode[]> {
  const header = ['version'] as const;
  const plan = { from: [used], steps, maxDepth: farthest, maxNodes: mostReached, header, attributes: {} };
  const { nodes, truncated } = await store.reach(plan);
  if (nodes.some(({ id }) => id === claim))
    throw validationFailed([{ path: 'uses', message: `${used} rests on ${claim} itself: it is no evidence for it` }]);
  if (truncated)
    throw new DomainError('QUESTION_LIMIT_EXCEEDED', `More rests below ${used} than one step can look through.`);
  return nodes.map(({ id, version }) => ({ id, seen: { version } }));
}
