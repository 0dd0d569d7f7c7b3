import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { questionChecks } from '../../analysis/question-checks.ts';
import { askChains } from '../../analysis/questions.ts';
import { idArgument } from '../model/id-argument.ts';
import { Question } from '../plan/question.ts';
import { askingOf, type RequestContext } from '../request-context.ts';
import { ChainArguments, chainWordsOf } from './chain-arguments.ts';
import { Chain, toChain } from './chain-types.ts';

@Resolver()
export class ChainQuery {
  @Query(() => Chain, {
    nullable: true,
    description: 'Every path from an entry to what it rests on, or to what rests on it; null where it is absent.',
  })
  @Question<ChainArguments & { readonly id: string }>('chain', (given, model) =>
    questionChecks.chains(model, [given.id], chainWordsOf(given)),
  )
  async chain(
    @Ctx() context: RequestContext,
    @Args(() => ChainArguments) given: ChainArguments,
    @Arg('id', () => ID, idArgument) id: string,
  ): Promise<Chain | null> {
    const [found] = await askChains(askingOf(context), [id], chainWordsOf(given));
    return found ? toChain(found) : null;
  }
}
