import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { questionChecks } from '../../analysis/question-checks.ts';
import { askGapMap } from '../../analysis/questions.ts';
import { Question } from '../plan/question.ts';
import { queryContextOf, type RequestContext } from '../request-context.ts';
import { GapMapArguments, gapMapRequest } from './gap-map-arguments.ts';
import { GapMap, toGapMap } from './gap-map-types.ts';

@Resolver()
export class GapMapQuery {
  @Query(() => GapMap, {
    description: 'Where there is evidence, and where nobody has looked. Empty cells are told apart.',
  })
  @Question<GapMapArguments>('gapMap', (args, model) => questionChecks.gapMap(model, gapMapRequest(args)))
  async gapMap(@Ctx() context: RequestContext, @Args(() => GapMapArguments) args: GapMapArguments): Promise<GapMap> {
    return toGapMap(await askGapMap(queryContextOf(context), gapMapRequest(args)), args.includeEmpty);
  }
}
