import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from 'type-graphql';
import { withoutNulls } from '../../curation/drafts/without-nulls.ts';
import { curationOf, keyArgument, requestBy, whyOf } from '../curation-of.ts';
import { kindInput } from '../model/kind-input.ts';
import { PlainArgument } from '../model/plain-argument.ts';
import type { RequestContext } from '../request-context.ts';
import { orRefusal, payloadType } from '../user-errors.ts';
import { RecordedNotice, SettledNeed } from './notice-types.ts';

const NoticePayload = payloadType('NoticePayload', RecordedNotice);
const SettledPayload = payloadType('SettledPayload', SettledNeed);

const noticeArgument = {
  name: 'notice',
  type: kindInput('EditorialNotice'),
  description: 'What was published.',
};

@ArgsType()
class RecordingArguments {
  @Field(() => String, { nullable: true, description: 'Why it is recorded, 2,000 characters at most.' })
  readonly why?: string | null;

  @Field(() => String, keyArgument)
  readonly idempotencyKey!: string;
}

@ArgsType()
class SettlingArguments {
  @Field(() => ID, { description: 'The id of the need for review.' })
  readonly id!: string;

  @Field(() => String, { description: 'What came of it, 2,000 characters at most.' })
  readonly why!: string;

  @Field(() => String, keyArgument)
  readonly idempotencyKey!: string;
}

@Resolver()
export class NoticeMutations {
  @Mutation(() => NoticePayload, {
    description:
      'Records a retraction, correction, concern or reinstatement: the source’s standing changes at once and all figures follow; whoever rests on it is listed for review.',
  })
  recordNotice(
    @Ctx() context: RequestContext,
    @Args(() => RecordingArguments) args: RecordingArguments,
    @PlainArgument(noticeArgument) notice: unknown,
    @Arg('source', () => ID, { description: 'The id of the source.' }) source: string,
  ) {
    return orRefusal(() => {
      const recorded = { source, attributes: withoutNulls(notice), why: whyOf(args.why) };
      return curationOf(context).recordNotice(recorded, requestBy(context, args));
    });
  }

  @Mutation(() => SettledPayload, {
    description: 'Says that one looked at an entry again after a notice, and what came of it.',
  })
  settleNeed(@Ctx() context: RequestContext, @Args(() => SettlingArguments) args: SettlingArguments) {
    return orRefusal(() => curationOf(context).settleNeed(args.id, whyOf(args.why) ?? '', requestBy(context, args)));
  }
}
