import type { EdgeName } from '../../store/change-set.ts';
import { nameText } from '../drafts/edge-name.ts';
import type { Proposal } from './proposal.ts';

/** The proposal with the entries that stand for what it is about, connects or parts: it may be older than a merge of them. */
export function resolveAliases(proposal: Proposal, standingFor: (id: string) => string): Proposal {
  const own = new Set(proposal.nodes.map(({ id }) => id));
  const standing = (id: string) => (own.has(id) ? id : standingFor(id));
  const resolved = <Edge extends EdgeName>(edges: readonly Edge[]): Edge[] => {
    const renamed = edges.map((edge) => ({ ...edge, from: standing(edge.from), to: standing(edge.to) }));
    const apart = renamed.filter(({ from, to }) => from !== to);
    return [...new Map(apart.map((edge) => [nameText(edge), edge])).values()];
  };
  const { subject, edges, removedEdges } = proposal;
  return { ...proposal, subject: standing(subject), edges: resolved(edges), removedEdges: resolved(removedEdges) };
}
