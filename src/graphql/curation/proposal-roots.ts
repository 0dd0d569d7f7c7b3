import { ID, Int } from 'type-graphql';
import { readRevision } from '../../curation/revise/revision.ts';
import { readInput } from '../../curation/verbs/read-input.ts';
import { verbNamed, verbNames, type VerbInput, type VerbName } from '../../curation/verbs/verbs.ts';
import type { Given } from '../given.ts';
import type { OwnRoot, OwnRoots } from '../resolvers/own-roots.ts';
import type { DynamicArgument } from '../types/dynamic-type.ts';
import { askedBy, curationOf, keyArgument } from './asking.ts';
import { proposalObject, shownProposal } from './proposal-types.ts';
import { entryChangesInput } from './revision-input.ts';
import { orRefusal, payloadType } from './user-errors.ts';
import { verbInput } from './verb-input.ts';

/** What every verb that makes or changes a proposal answers with. */
export const proposalPayload = payloadType('ProposalPayload', { name: 'Proposal', type: proposalObject });

const submitArgument: DynamicArgument = {
  name: 'submit',
  type: Boolean,
  defaultValue: true,
  description: 'Whether it is handed in for review at once; else it is a draft, which only its author sees.',
};

const isSubmitted = ({ submit }: Given) => submit !== false;

function verbRoot(name: VerbName): OwnRoot {
  const verb = verbNamed(name);
  const type = verbInput(name, verb);
  return {
    type: proposalPayload,
    description: `${verb.description} Nothing of it is in the graph before it is accepted.`,
    given: [{ name: 'input', type, description: verb.about }, submitArgument, keyArgument],
    resolve: (given, context) =>
      orRefusal(async () => {
        const input = readInput(verb.fields, given['input']) as VerbInput<VerbName>;
        const asked = { ...askedBy(context, given), submit: isSubmitted(given) };
        return shownProposal(context.store.model, await curationOf(context).propose(name, input, asked));
      }),
  };
}

const reviseRoot: OwnRoot = {
  type: proposalPayload,
  description:
    'Changes one’s own draft, or proposes to change an accepted entry: only what is named, from the version that was read.',
  given: [
    { name: 'id', type: ID, description: 'The id of an accepted entry, or of one’s own draft.' },
    { name: 'expectedVersion', type: Int, description: 'The version that was read: no other is changed.' },
    { name: 'changes', type: [entryChangesInput()], description: 'What is to change; of an accepted entry, one item.' },
    {
      ...submitArgument,
      description: 'Whether a change of an accepted entry is handed in at once; else it is a draft. A draft stays one.',
    },
    keyArgument,
  ],
  resolve: (given, context) =>
    orRefusal(async () => {
      const { id, expectedVersion, changes } = given;
      const revision = readRevision(context.store.model, { id, expectedVersion, changes });
      const asked = { ...askedBy(context, given), submit: isSubmitted(given) };
      return shownProposal(context.store.model, await curationOf(context).revise(revision, asked));
    }),
};

/** The verbs by which people propose: one for each entry of the table, and the change of what is there. */
export const proposalRoots: OwnRoots = {
  ...Object.fromEntries(verbNames.map((name) => [name, verbRoot(name)])),
  revise: reviseRoot,
};
