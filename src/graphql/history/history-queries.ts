import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from 'type-graphql';
import { lastingHistory } from '../../curation/merging/lasting-history.ts';
import { invalidArgument } from '../../domain/errors.ts';
import type { Change } from '../../store/change-set.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { ChangePage, toChange } from './history-types.ts';

const mostChanges = 500;

@ArgsType()
class ChangesArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'The sequence of the last change seen; 0: from the start.',
  })
  readonly after: number = 0;

  @Field(() => Int, { nullable: true, description: `How many, 1 to ${mostChanges}.` })
  readonly first: number = 100;
}

/** Who did what, and when. */
@Resolver()
export class HistoryQueries {
  @Query(() => ChangePage, {
    description: 'Everything that was ever done to the graph, in order: what a mirror follows.',
  })
  @Question('changes', assertPage)
  changes(
    @Ctx() { store, signal }: RequestContext,
    @Args(() => ChangesArguments) args: ChangesArguments,
  ): Promise<ChangePage> {
    return page(args, (after, first) => store.changes(after, first, signal));
  }

  @Query(() => ChangePage, {
    description:
      'Everything that was done to one entry, present or gone: who, when, in which role, what and why. Of one that was merged into another, also what was done to that one since.',
  })
  @Question('history', assertPage)
  history(
    @Ctx() { store, signal }: RequestContext,
    @Args(() => ChangesArguments) args: ChangesArguments,
    @Arg('id', () => ID, { description: 'The id of the entry.' }) id: string,
  ): Promise<ChangePage> {
    return page(args, (after, first) => lastingHistory(store, id, { after, first }, signal));
  }
}

function assertPage({ after, first }: ChangesArguments): void {
  if (after < 0) throw invalidArgument('after', 'after must be 0 or the sequence of a change.');
  if (first < 1 || first > mostChanges) throw invalidArgument('first', `first must be 1 to ${mostChanges}.`);
}

async function page(
  { after, first }: ChangesArguments,
  read: (after: number, first: number) => Promise<readonly Change[]>,
): Promise<ChangePage> {
  const changes = await read(after, first + 1);
  const nodes = changes.slice(0, first);
  return {
    nodes: nodes.map(toChange),
    hasNextPage: changes.length > first,
    endSequence: nodes.at(-1)?.sequence ?? null,
  };
}
