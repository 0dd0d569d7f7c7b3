import { ID, Int } from 'type-graphql';
import { givenOnly } from '../../curation/given-only.ts';
import { plainSteps, stepsOfReview, type PlainStep } from '../../domain/steps-of-review.ts';
import { objectType } from '../analysis/object-type.ts';
import type { Given } from '../given.ts';
import type { OwnRoot, OwnRoots } from '../resolvers/own-roots.ts';
import { askedBy, curationOf, keyArgument, whyOf } from './asking.ts';
import { kindInput } from './kind-input.ts';
import { proposalPayload, proposalRoots } from './proposal-roots.ts';
import { shownProposal } from './proposal-types.ts';
import { orRefusal, payloadType } from './user-errors.ts';

function stepRoot(step: PlainStep): OwnRoot<Given & { readonly expectedVersion?: number | null }> {
  const { description, reason } = stepsOfReview[step];
  return {
    type: proposalPayload,
    description,
    given: [
      { name: 'id', type: ID, description: 'The id of the proposal.' },
      { name: 'why', type: String, nullable: !reason, description: 'The reason, 2,000 characters at most.' },
      {
        name: 'expectedVersion',
        type: Int,
        nullable: true,
        description: 'The version that was read: no other is meant.',
      },
      keyArgument,
    ],
    resolve: (given, context) =>
      orRefusal(async () => {
        const expectedVersion = given.expectedVersion ?? undefined;
        const asked = { step, proposal: String(given['id']), why: whyOf(given), expectedVersion };
        const proposal = await curationOf(context).step({ ...askedBy(context, given), ...asked });
        return shownProposal(context.store.model, proposal);
      }),
  };
}

const recordedNotice = objectType('RecordedNotice', 'A notice that was recorded.', {
  id: [ID, 'Its id in the graph.'],
  source: [ID, 'The source whose standing it changed.'],
});

const recordNoticeRoot: OwnRoot = {
  type: payloadType('NoticePayload', { name: 'RecordedNotice', type: recordedNotice }),
  description:
    'Records a retraction, correction, concern or reinstatement: the source’s standing changes at once and all figures follow; whoever rests on it is listed for review.',
  given: [
    { name: 'source', type: ID, description: 'The id of the source.' },
    { name: 'notice', type: kindInput('EditorialNotice'), description: 'What was published.' },
    { name: 'why', type: String, nullable: true, description: 'Why it is recorded, 2,000 characters at most.' },
    keyArgument,
  ],
  resolve: (given, context) =>
    orRefusal(() => {
      const notice = { source: String(given['source']), attributes: givenOnly(given['notice']), why: whyOf(given) };
      return curationOf(context).recordNotice(notice, askedBy(context, given));
    }),
};

const settleNeedRoot: OwnRoot = {
  type: payloadType('SettledPayload', {
    name: 'SettledNeed',
    type: objectType('SettledNeed', 'A need for review that was settled.', { id: [ID, 'Its id.'] }),
  }),
  description: 'Says that one looked at an entry again after a notice, and what came of it.',
  given: [
    { name: 'id', type: ID, description: 'The id of the need for review.' },
    { name: 'why', type: String, description: 'What came of it, 2,000 characters at most.' },
    keyArgument,
  ],
  resolve: (given, context) =>
    orRefusal(() => curationOf(context).settleNeed(String(given['id']), whyOf(given) ?? '', askedBy(context, given))),
};

/** The verbs that change the graph. */
export const curationMutations: OwnRoots = {
  ...proposalRoots,
  ...Object.fromEntries(plainSteps.map((step) => [step, stepRoot(step)])),
  recordNotice: recordNoticeRoot,
  settleNeed: settleNeedRoot,
};
