import { Args, Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql';
import { questionChecks } from '../../analysis/question-checks.ts';
import type { NodeRow } from '../../store/read-plan.ts';
import { loadersOf } from '../analysis-loaders.ts';
import { resolversOn } from '../model/resolvers-on.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { ChainArguments, chainWordsOf } from './chain-arguments.ts';
import { Chain, toChain } from './chain-types.ts';

/** `chain` on every kind that it is asked of. */
export const chainFields = resolversOn('chain', (type: ClassType) => {
  @Resolver(() => type)
  class ChainField {
    @FieldResolver(() => Chain, { nullable: true, description: 'Every path of its argument. Computed.' })
    @Question<ChainArguments>('chain', (args, model) => questionChecks.chains(model, [], chainWordsOf(args)))
    async chain(
      @Root() { id }: NodeRow,
      @Ctx() context: RequestContext,
      @Args(() => ChainArguments) args: ChainArguments,
    ): Promise<Chain | null> {
      const found = await loadersOf(context).chains.load({ id, ...chainWordsOf(args) });
      return found && toChain(found);
    }
  }
  return ChainField;
});
