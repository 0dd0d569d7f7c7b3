import type { EdgeName } from '../../store/change-set.ts';
import type { Proposal } from '../proposal.ts';
import type { Survivors } from './surviving.ts';
import { nameText } from '../edge-name.ts';

/** The proposal as it is to be handed in or accepted: it may be older than a merge of what it connects, or parts. */
export function namingSurvivors(proposal: Proposal, { of }: Survivors): Proposal {
  const own = new Set(proposal.nodes.map(({ id }) => id));
  const standing = (id: string) => (own.has(id) ? id : of(id));
  const named = <Edge extends EdgeName>(edges: readonly Edge[]): Edge[] => {
    const renamed = edges.map((edge) => ({ ...edge, from: standing(edge.from), to: standing(edge.to) }));
    const apart = renamed.filter(({ from, to }) => from !== to);
    return [...new Map(apart.map((edge) => [nameText(edge), edge])).values()];
  };
  return { ...proposal, edges: named(proposal.edges), removedEdges: named(proposal.removedEdges) };
}
