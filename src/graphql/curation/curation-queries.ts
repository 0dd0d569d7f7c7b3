import { Float, ID, Int } from 'type-graphql';
import { authorized } from '../../curation/authorized.ts';
import type { Need } from '../../curation/need.ts';
import { seenProposal } from '../../curation/seen-proposal.ts';
import { refuseSilent, suggestClaims, suggestClaimsFor } from '../../curation/suggest-claims.ts';
import { invalidArgument } from '../../domain/errors.ts';
import { nodeIdOf } from '../../domain/ids.ts';
import { lifeCycle, type LifeCycleStatus } from '../../domain/life-cycle.ts';
import { objectType } from '../analysis/object-type.ts';
import { encodeCursor } from '../cursor.ts';
import { pageOf } from '../plan/page-of.ts';
import type { RequestContext } from '../request-context.ts';
import type { Given } from '../given.ts';
import type { OwnRoot, OwnRoots } from '../resolvers/own-roots.ts';
import { choiceEnum } from '../types/choice-enum.ts';
import { pageArguments } from '../types/relationship-fields.ts';
import { curationOf } from './asking.ts';
import { previewSourceRoot } from './preview-source.ts';
import { proposalObject, proposalPageType, shownProposal } from './proposal-types.ts';

const proposalRoot: OwnRoot = {
  type: proposalObject,
  nullable: true,
  description: 'The proposal with this id, to its author and to reviewers; null where there is none.',
  given: [{ name: 'id', type: ID, description: 'The id of the proposal.' }],
  resolve: async ({ id }, context) => {
    const proposal = await seenProposal(curationOf(context), context.principal, String(id));
    return proposal ? shownProposal(context.store.model, proposal) : null;
  },
};

const queueRoot: OwnRoot<Given & { readonly status: LifeCycleStatus }> = {
  type: proposalPageType,
  description: 'Proposals by where they stand, for reviewers; those that wait if nothing is said.',
  given: [
    {
      name: 'status',
      type: choiceEnum(lifeCycle),
      defaultValue: 'SUBMITTED',
      description: 'Where they stand in review.',
    },
    ...pageArguments,
  ],
  resolve: (given, context) => {
    authorized(context.principal, 'readProposals');
    const { status } = given;
    if (status === 'DRAFT')
      throw invalidArgument('status', 'status: a draft is seen by its author only; mySubmissions lists one’s own.');
    return proposals(context, given, { scope: `reviewQueue ${status}`, which: { status } });
  },
};

const mineRoot: OwnRoot = {
  type: proposalPageType,
  description: 'What one has proposed oneself.',
  given: [...pageArguments],
  resolve: (given, context) => {
    const { id: owner } = authorized(context.principal, 'propose');
    return proposals(context, given, { scope: `mySubmissions ${owner}`, which: { owner } });
  },
};

interface Listed {
  readonly scope: string;
  readonly which: { readonly status?: string; readonly owner?: string };
}

async function proposals(context: RequestContext, given: Given, { scope, which }: Listed) {
  const { first, after } = pageOf(scope, given);
  const page = await curationOf(context).proposals(which, first, after);
  return {
    nodes: page.proposals.map((proposal) => shownProposal(context.store.model, proposal)),
    ...pageEnd(scope, page.after),
  };
}

const pageEnd = (scope: string, after: string | null) => ({
  hasNextPage: after !== null,
  endCursor: after === null ? null : encodeCursor(scope, after),
});

const needType = objectType('NeedForReview', 'An entry to be looked at again: what it rests on changed.', {
  id: [ID, 'By which it is settled.'],
  entryId: [ID, 'The entry.'],
  at: [String, 'Since when: ISO 8601, UTC.'],
  noticeId: [ID, 'The notice that is the reason.'],
  sourceId: [ID, 'The source that the notice is about.'],
  path: [[ID], 'From the source to the entry, both included.'],
});

const shownNeed = ({ id, entry, at, notice, source, path }: Need) => ({
  id,
  entryId: entry,
  at,
  noticeId: notice,
  sourceId: source,
  path,
});

const needsRoot: OwnRoot = {
  type: objectType('NeedForReviewPage', 'A page of entries to be looked at again, oldest first.', {
    nodes: [[needType], 'The entries.'],
    hasNextPage: [Boolean, 'Whether there are more.'],
    endCursor: [String, 'Where to go on.', 'nullable'],
  }),
  description: 'Entries whose source was retracted, corrected or doubted, for reviewers. Figures follow by themselves.',
  given: [...pageArguments],
  resolve: async (given, context) => {
    authorized(context.principal, 'readProposals');
    const { first, after } = pageOf('needsReview', given);
    const page = await curationOf(context).needsReview(first, after);
    return { nodes: page.needs.map(shownNeed), ...pageEnd('needsReview', page.after) };
  },
};

const suggestedType = objectType('SuggestedClaim', 'A claim that a study may bear on.', {
  id: [ID, 'The id of the claim.'],
  label: [String, 'The claim.'],
  score: [Float, 'Higher is likelier; good for an order and for nothing else.'],
  reasons: [[String], 'Why it was thought of.'],
});

const [longestText, mostSuggested] = [20_000, 50];

type SuggestArguments = Given & {
  readonly text?: string | null;
  readonly source?: string | null;
  readonly study?: string | null;
  readonly first: number;
};

const suggestRoot: OwnRoot<SuggestArguments> = {
  type: [suggestedType],
  description:
    'Claims that a study may bear on: by a text about it, such as a title, an abstract or a pasted reference; or by a source or study of the graph, from what its findings say and are about.',
  given: [
    {
      name: 'text',
      type: String,
      nullable: true,
      description: 'Anything up to 20,000 characters; nothing in it is an operator.',
    },
    { name: 'source', type: ID, nullable: true, description: 'The id of a source, in place of a text.' },
    { name: 'study', type: ID, nullable: true, description: 'The id of a study, in place of a text.' },
    { name: 'first', type: Int, defaultValue: 10, description: 'How many, 1 to 50.' },
  ],
  check: (given, model) => {
    const { first, source, study, text } = suggestionsAsked(given);
    if (first < 1 || first > mostSuggested) throw invalidArgument('first', `first must be 1 to ${mostSuggested}.`);
    if ([text, source, study].filter((each) => each !== undefined).length !== 1)
      throw invalidArgument('text', 'suggestClaims takes a text, a source or a study, and just one of them.');
    if (source !== undefined) nodeIdOf(model, source, 'source', 'EvidenceSource');
    if (study !== undefined) nodeIdOf(model, study, 'study', 'Study');
    if (text === undefined) return;
    if (text.length > longestText) throw invalidArgument('text', `text may have ${longestText} characters at most.`);
    refuseSilent(text);
  },
  resolve: (given, { store }) => {
    const { first, source, study, text = '' } = suggestionsAsked(given);
    if (source !== undefined) return suggestClaimsFor(store, { source }, first);
    return study === undefined ? suggestClaims(store, text, first) : suggestClaimsFor(store, { study }, first);
  },
};

const suggestionsAsked = ({ first, text, source, study }: SuggestArguments) => ({
  first,
  text: text ?? undefined,
  source: source ?? undefined,
  study: study ?? undefined,
});

/** Lists of proposals, and what a new study may bear on. */
export const curationQueries: OwnRoots = {
  proposal: proposalRoot,
  reviewQueue: queueRoot,
  mySubmissions: mineRoot,
  needsReview: needsRoot,
  suggestClaims: suggestRoot,
  previewSource: previewSourceRoot,
};
