import { Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import { questionChecks } from '../../analysis/question-checks.ts';
import { askImpact } from '../../analysis/questions.ts';
import { changeKind, type ChangeKind } from '../../analysis/vocabulary.ts';
import type { SupposedChange } from '../../analysis/what-if.ts';
import { invalidArgument } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { idArgument } from '../model/id-argument.ts';
import { Question } from '../plan/question.ts';
import { queryContextOf, type RequestContext } from '../request-context.ts';
import { Impact, toImpact } from './impact-types.ts';

const changeKindEnum = choiceEnum(changeKind);

@ArgsType()
class ImpactArguments {
  @Field(() => ID, idArgument)
  readonly id!: string;

  @Field(() => changeKindEnum, { nullable: true, description: 'What is supposed.' })
  readonly change: ChangeKind = 'RETRACTED';

  @Field(() => [ID], { nullable: true, description: 'More that changes at the same time, 99 at most.' })
  readonly alsoIds: readonly string[] = [];

  @Field(() => Boolean, { nullable: true, description: 'Must be true: a query never writes.' })
  readonly dryRun: boolean = true;
}

@Resolver()
export class ImpactQuery {
  @Query(() => Impact, {
    description: 'What would change if sources, studies or findings changed. Nothing is written.',
  })
  @Question('impact', assertSupposable)
  async impact(@Ctx() context: RequestContext, @Args(() => ImpactArguments) args: ImpactArguments): Promise<Impact> {
    return toImpact(await askImpact(queryContextOf(context), supposedOf(args)));
  }
}

function assertSupposable(args: ImpactArguments, model: Model): void {
  if (!args.dryRun)
    throw invalidArgument(
      'dryRun',
      'dryRun must be true: this question only computes; a notice is recorded elsewhere.',
    );
  questionChecks.impact(model, supposedOf(args));
}

function supposedOf({ id, alsoIds, change }: ImpactArguments): SupposedChange {
  return { ids: [...new Set([id, ...alsoIds])], change };
}
