import { DomainError, type Problem } from '../domain/errors.ts';
import type { ChangeSet } from '../store/change-set.ts';
import type { Store } from '../store/store.ts';
import type { Proposal } from './proposal.ts';
import { whatIsThere } from './what-is-there.ts';

/** What accepting a proposal writes into the graph; refused, with a list, while something it depends on is not there or fell. */
export async function acceptedChange(store: Store, { id, nodes, edges }: Proposal): Promise<Partial<ChangeSet>> {
  const own = new Set(nodes.map((node) => node.id));
  const revised = nodes.filter(({ expectedVersion }) => expectedVersion > 0).map((node) => node.id);
  const others = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].filter((end) => !own.has(end));
  const { found } = await whatIsThere(store, [...others, ...revised]);
  const problems = others.flatMap((end): Problem[] => {
    const row = found.get(end);
    if (row?.['status'] !== 'ACCEPTED') return [{ path: end, message: 'is not accepted' }];
    return row['standing'] === 'RETRACTED' ? [{ path: end, message: 'is retracted' }] : [];
  });
  if (problems.length > 0)
    throw new DomainError(
      'DEPENDENCY_NOT_ACCEPTED',
      `${id} cannot be accepted yet: ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}.`,
      { problems },
    );
  return {
    nodes: nodes.map((node) => ({
      ...node,
      status: 'ACCEPTED',
      reviewPackage: (found.get(node.id)?.['reviewPackage'] ?? null) as string | null,
    })),
    edges,
  };
}
