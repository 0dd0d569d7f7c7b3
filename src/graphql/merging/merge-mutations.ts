import { Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from 'type-graphql';
import { curationOf, DryRunArguments, KeyArguments, requestBy, whyOf } from '../curation-of.ts';
import type { RequestContext } from '../request-context.ts';
import { orRefusal, payloadType } from '../user-errors.ts';
import { Merge, toMerge } from './merge-types.ts';

const MergePayload = payloadType('MergePayload', Merge);

const why = { description: 'The reason, 2,000 characters at most.' };

@ArgsType()
class MergeArguments {
  @Field(() => ID, { description: 'The entry that leaves the graph.' })
  readonly duplicate!: string;

  @Field(() => ID, { description: 'The entry that stays, of the same kind.' })
  readonly survivor!: string;

  @Field(() => String, why)
  readonly why!: string;
}

@ArgsType()
class UndoMergeArguments {
  @Field(() => ID, { description: 'The id of the entry that was merged away.' })
  readonly id!: string;

  @Field(() => String, why)
  readonly why!: string;
}

/** One entry of two, and two of one again. */
@Resolver()
export class MergeMutations {
  @Mutation(() => MergePayload, {
    description:
      'Makes one entry of two sources, studies, outcomes, populations, jurisdictions or topics that are the same. Connections move, the survivor says what it said, and the id of the duplicate answers with it. undoMerge takes it back.',
  })
  mergeDuplicates(
    @Ctx() context: RequestContext,
    @Args(() => KeyArguments) key: KeyArguments,
    @Args(() => DryRunArguments) { dryRun }: DryRunArguments,
    @Args(() => MergeArguments) { duplicate, survivor, why: reason }: MergeArguments,
  ) {
    return orRefusal(async () => {
      const merge = { duplicate, survivor, why: whyOf(reason) ?? '' };
      return toMerge(await curationOf(context).mergeDuplicates(merge, requestBy(context, key), dryRun));
    });
  }

  @Mutation(() => MergePayload, {
    description:
      'Brings an entry back that was merged into another one, with the connections it had. What the survivor gained or said otherwise since then stays with it.',
  })
  undoMerge(
    @Ctx() context: RequestContext,
    @Args(() => KeyArguments) key: KeyArguments,
    @Args(() => UndoMergeArguments) { id, why: reason }: UndoMergeArguments,
  ) {
    return orRefusal(async () => {
      const entry = { id, why: whyOf(reason) ?? '' };
      return toMerge(await curationOf(context).undoMerge(entry, requestBy(context, key)));
    });
  }
}
