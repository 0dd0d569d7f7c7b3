import type { EdgeName } from '../../store/change-set.ts';
import type { Proposal } from '../proposal.ts';
import type { Survivors } from './surviving.ts';
import { nameText } from './whole-entry.ts';

/** The proposal as it is to be handed in or accepted: it may be older than a merge of what it connects, or parts. */
export function namingSurvivors(proposal: Proposal, { of }: Survivors): Proposal {
  const own = new Set(proposal.nodes.map(({ id }) => id));
  const standing = (id: string) => (own.has(id) ? id : of(id));
  const named = <Edge extends EdgeName>(edges: readonly Edge[]): Map<string, Edge> => {
    const renamed = edges.map((edge) => ({ ...edge, from: standing(edge.from), to: standing(edge.to) }));
    return new Map(renamed.filter(({ from, to }) => from !== to).map((edge) => [nameText(edge), edge]));
  };
  const [edges, removedEdges] = [named(proposal.edges), named(proposal.removedEdges)];
  // Whoever put one entry in place of another that it is the same as keeps it.
  for (const name of edges.keys()) removedEdges.delete(name);
  return { ...proposal, edges: [...edges.values()], removedEdges: [...removedEdges.values()] };
}
