import type { Proposal } from '../proposal.ts';
import type { Survivors } from './surviving.ts';

/** The proposal as it is to be accepted: it may be older than a merge of what it is connected with. */
export function namingSurvivors(proposal: Proposal, { of }: Survivors): Proposal {
  const own = new Set(proposal.nodes.map(({ id }) => id));
  const standing = (id: string) => (own.has(id) ? id : of(id));
  const edges = proposal.edges.map((edge) => ({ ...edge, from: standing(edge.from), to: standing(edge.to) }));
  return { ...proposal, edges: edges.filter(({ from, to }) => from !== to) };
}
