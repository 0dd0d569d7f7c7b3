import { DomainError, validationFailed } from '../domain/errors.ts';
import { kindOfId } from '../domain/ids.ts';
import type { Store } from '../store/store.ts';
import type { ProposedChange } from './proposal.ts';

/** From a claim to what speaks for or against it, and what that uses. */
const steps = ['HAS_EVIDENCE', 'USES'].map((relationship) => ({ relationship, direction: 'forward' as const }));

const [farthest, mostReached] = [20, 50_000];

/** Refuses an argument for a claim that uses a claim which rests on the first: nothing is evidence for itself. */
export async function refuseCircles(store: Store, { edges }: ProposedChange): Promise<void> {
  const claims = new Map(
    edges.flatMap(({ relationship, from, to }) => (relationship === 'HAS_EVIDENCE' ? [[to, from]] : [])),
  );
  for (const { relationship, from: link, to: used } of edges) {
    const claim = claims.get(link);
    if (relationship === 'USES' && claim !== undefined && kindOfId(store.model, used) === 'Claim')
      await refuseCircle(store, claim, used);
  }
}

async function refuseCircle(store: Store, claim: string, used: string): Promise<void> {
  const plan = { from: [used], steps, maxDepth: farthest, maxNodes: mostReached, header: [], attributes: {} };
  const { nodes, truncated } = await store.reach(plan);
  if (nodes.some(({ id }) => id === claim))
    throw validationFailed([{ path: 'uses', message: `${used} rests on ${claim} itself: it is no evidence for it` }]);
  if (truncated)
    throw new DomainError('QUESTION_LIMIT_EXCEEDED', `More rests below ${used} than one step can look through.`);
}
