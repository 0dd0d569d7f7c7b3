import type { Authenticated } from '../../access/principal.ts';
import type { Store } from '../../store/store.ts';
import type { MutationContext } from '../requests/mutation-context.ts';
import { handIn, keepDraft } from './hand-in.ts';
import { proposalType, type Proposal, type Proposed } from './proposal.ts';
import type { Drafted } from '../verbs/verbs.ts';

/** Who proposes, and how. */
export interface Proposer {
  readonly actor: Authenticated;
  readonly context: MutationContext;
  /** Whether it is handed in at once. */
  readonly submit: boolean;
}

/** The change of a verb as a proposal, handed in or kept as a draft. */
export function proposed(store: Store, { inputIds, ...change }: Drafted, proposer: Proposer): Promise<Proposed> {
  const proposal = newProposal(change, proposer);
  return proposer.submit
    ? handIn(store, proposal, { at: proposal.at, inputIds })
    : keepDraft(store, proposal, inputIds);
}

/** The proposal as it begins: its summary and its reservations follow once it is compared with the graph. */
export function newProposal(change: Omit<Drafted, 'inputIds'>, { actor, context, submit }: Proposer): Proposal {
  const { at } = context;
  const [status, step] = submit ? (['SUBMITTED', 'propose'] as const) : (['DRAFT', 'draft'] as const);
  return {
    ...change,
    id: `${proposalType}:${context.newId()}`,
    version: 0,
    status,
    by: actor.id,
    at,
    summary: '',
    review: null,
    entries: [{ at, by: actor.id, role: actor.role, step, why: null }],
    reservations: [],
  };
}
