import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { stepsOfReview, type PlainStep } from '../../domain/steps-of-review.ts';
import { curationOf, requestBy, whyOf } from '../curation-of.ts';
import { ProposalPayload, toProposal } from '../proposals/proposal-types.ts';
import type { RequestContext } from '../request-context.ts';
import { orRefusal } from '../user-errors.ts';
import { ReasonedStepArguments, StepArguments } from './step-arguments.ts';

type Step = (context: RequestContext, args: ReasonedStepArguments) => Promise<unknown>;

const { submit, withdraw, comment, startReview, releaseReview, accept, reject } = stepsOfReview;

/** The steps of a review. The compiler misses the mutation of a step that has none. */
@Resolver()
export class ReviewMutations implements Readonly<Record<PlainStep, Step>> {
  @Mutation(() => ProposalPayload, { description: submit.description })
  submit(@Ctx() context: RequestContext, @Args(() => StepArguments) args: StepArguments) {
    return take('submit', context, args);
  }

  @Mutation(() => ProposalPayload, { description: withdraw.description })
  withdraw(@Ctx() context: RequestContext, @Args(() => StepArguments) args: StepArguments) {
    return take('withdraw', context, args);
  }

  @Mutation(() => ProposalPayload, { description: comment.description })
  comment(@Ctx() context: RequestContext, @Args(() => ReasonedStepArguments) args: ReasonedStepArguments) {
    return take('comment', context, args);
  }

  @Mutation(() => ProposalPayload, { description: startReview.description })
  startReview(@Ctx() context: RequestContext, @Args(() => StepArguments) args: StepArguments) {
    return take('startReview', context, args);
  }

  @Mutation(() => ProposalPayload, { description: releaseReview.description })
  releaseReview(@Ctx() context: RequestContext, @Args(() => StepArguments) args: StepArguments) {
    return take('releaseReview', context, args);
  }

  @Mutation(() => ProposalPayload, { description: accept.description })
  accept(@Ctx() context: RequestContext, @Args(() => StepArguments) args: StepArguments) {
    return take('accept', context, args);
  }

  @Mutation(() => ProposalPayload, { description: reject.description })
  reject(@Ctx() context: RequestContext, @Args(() => ReasonedStepArguments) args: ReasonedStepArguments) {
    return take('reject', context, args);
  }
}

function take(step: PlainStep, context: RequestContext, args: StepArguments) {
  return orRefusal(async () => {
    const taken = {
      step,
      proposal: args.id,
      why: whyOf(args.why),
      expectedVersion: args.expectedVersion ?? undefined,
    };
    const proposal = await curationOf(context).step({ ...requestBy(context, args), ...taken });
    return toProposal(context.store.model, proposal);
  });
}
