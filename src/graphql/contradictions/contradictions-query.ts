import { Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import { questionChecks } from '../../analysis/question-checks.ts';
import { askContradictions } from '../../analysis/questions.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { Contradictions, toContradictions } from './contradictions-types.ts';

@ArgsType()
class ContradictionsArguments {
  @Field(() => Int, { nullable: true, description: 'Most claims of each sort, 1 to 500.' })
  readonly first: number = 100;
}

@Resolver()
export class ContradictionsQuery {
  @Query(() => Contradictions, {
    description:
      'Claims with evidence both ways, claims that contradict each other, and schemes that disagree or agree.',
  })
  @Question<ContradictionsArguments>('contradictions', ({ first }) => questionChecks.contradictions(first))
  async contradictions(
    @Ctx() context: RequestContext,
    @Args(() => ContradictionsArguments) { first }: ContradictionsArguments,
  ): Promise<Contradictions> {
    return toContradictions(await askContradictions(context, first));
  }
}
