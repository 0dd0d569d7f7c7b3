import type { Principal } from '../access/principal.ts';
import { authorized } from './requests/authorized.ts';
import type { Curation } from './curation.ts';
import { wasHandedIn, type Proposal } from './proposals/proposal.ts';

/** The proposal with this id, to its author and, once it was handed in, to reviewers; undefined where there is none. */
export async function seenProposal(
  curation: Curation,
  principal: Principal,
  id: string,
): Promise<Proposal | undefined> {
  const proposal = await curation.findProposal(id);
  const own = principal.role !== 'ANONYMOUS' && proposal?.by === principal.id;
  if (!own) authorized(principal, 'readProposals');
  return proposal && (own || wasHandedIn(proposal)) ? proposal : undefined;
}
