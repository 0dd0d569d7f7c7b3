import { GraphQLJSON } from 'graphql-scalars';
import { ID, Int } from 'type-graphql';
import type { Merge } from '../../curation/merging/merge.ts';
import { objectType } from '../analysis/object-type.ts';
import type { Given } from '../given.ts';
import type { OwnRoot, OwnRoots } from '../resolvers/own-roots.ts';
import { askedBy, curationOf, dryRunArgument, keyArgument, whyOf } from './asking.ts';
import { orRefusal, payloadType } from './user-errors.ts';

const differenceType = objectType('MergeDifference', 'What two entries that are one said differently.', {
  attribute: [String, 'The attribute.'],
  kept: [GraphQLJSON, 'What the survivor says, and goes on to say.', 'nullable'],
  left: [GraphQLJSON, 'What the duplicate said; it is kept beside the graph.', 'nullable'],
});

const mergeType = objectType('Merge', 'Two entries that were made one.', {
  id: [ID, 'Its id; null where nothing was written.', 'nullable'],
  duplicateId: [ID, 'The id that answers with the survivor.'],
  survivorId: [ID, 'The entry that stands for both.'],
  differences: [[differenceType], 'What they said differently.'],
  moved: [Int, 'Connections that the survivor gained.'],
  leftOut: [Int, 'Connections that the survivor had already, or that would have led from it to itself.'],
});

const payload = payloadType('MergePayload', { name: 'Merge', type: mergeType });

const whyArgument = { name: 'why', type: String, description: 'The reason, 2,000 characters at most.' };

const mergeDuplicatesRoot: OwnRoot<Given & { readonly dryRun: boolean }> = {
  type: payload,
  description:
    'Makes one entry of two sources, studies, outcomes, populations, jurisdictions or topics that are the same. Connections move, the survivor says what it said, and the id of the duplicate answers with it. undoMerge takes it back.',
  given: [
    { name: 'duplicate', type: ID, description: 'The entry that leaves the graph.' },
    { name: 'survivor', type: ID, description: 'The entry that stays, of the same kind.' },
    whyArgument,
    dryRunArgument,
    keyArgument,
  ],
  resolve: (given, context) =>
    orRefusal(async () => {
      const asked = {
        duplicate: String(given['duplicate']),
        survivor: String(given['survivor']),
        why: whyOf(given) ?? '',
      };
      return shown(await curationOf(context).mergeDuplicates(asked, askedBy(context, given), given.dryRun));
    }),
};

const undoMergeRoot: OwnRoot = {
  type: payload,
  description:
    'Brings an entry back that was merged into another one, with the connections it had. What the survivor gained or said otherwise since then stays with it.',
  given: [{ name: 'id', type: ID, description: 'The id of the entry that was merged away.' }, whyArgument, keyArgument],
  resolve: (given, context) =>
    orRefusal(async () => {
      const entry = { id: String(given['id']), why: whyOf(given) ?? '' };
      return shown(await curationOf(context).undoMerge(entry, askedBy(context, given)));
    }),
};

const shown = ({ duplicate, survivor, ...merge }: Merge): Given => ({
  ...merge,
  duplicateId: duplicate,
  survivorId: survivor,
});

/** One entry of two, and two of one again. */
export const mergeMutations: OwnRoots = { mergeDuplicates: mergeDuplicatesRoot, undoMerge: undoMergeRoot };
