import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { questionChecks } from '../../analysis/question-checks.ts';
import { askChains } from '../../analysis/questions.ts';
import { idArgument } from '../model/id-argument.ts';
import { Question } from '../plan/question.ts';
import { queryContextOf, type RequestContext } from '../request-context.ts';
import { ChainArguments, chainWordsOf } from './chain-arguments.ts';
import { Chain, toChain } from './chain-types.ts';

@Resolver()
export class ChainQuery {
  @Query(() => Chain, {
    nullable: true,
    description: 'Every path from an entry to what it rests on, or to what rests on it; null where it is absent.',
  })
  @Question<ChainArguments & { readonly id: string }>('chain', (args, model) =>
    questionChecks.chains(model, [args.id], chainWordsOf(args)),
  )
  async chain(
    @Ctx() context: RequestContext,
    @Args(() => ChainArguments) args: ChainArguments,
    @Arg('id', () => ID, idArgument) id: string,
  ): Promise<Chain | null> {
    const [found] = await askChains(queryContextOf(context), [id], chainWordsOf(args));
    return found ? toChain(found) : null;
  }
}
