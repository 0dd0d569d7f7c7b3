import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { questionChecks } from '../../analysis/question-checks.ts';
import { askGapMap } from '../../analysis/questions.ts';
import { Question } from '../plan/question.ts';
import { askingOf, type RequestContext } from '../request-context.ts';
import { GapMapArguments, gapMapRequest } from './gap-map-arguments.ts';
import { GapMap, toGapMap } from './gap-map-types.ts';

@Resolver()
export class GapMapQuery {
  @Query(() => GapMap, {
    description: 'Where there is evidence, and where nobody has looked. Empty cells are told apart.',
  })
  @Question<GapMapArguments>('gapMap', (given, model) => questionChecks.gapMap(model, gapMapRequest(given)))
  async gapMap(@Ctx() context: RequestContext, @Args(() => GapMapArguments) given: GapMapArguments): Promise<GapMap> {
    return toGapMap(await askGapMap(askingOf(context), gapMapRequest(given)), given.includeEmpty);
  }
}
