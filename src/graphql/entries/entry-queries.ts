import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { rowsOf } from '../../store/answered-nodes.ts';
import type { NodeRow } from '../../store/read-plan.ts';
import { Node } from '../model/evidence-node.ts';
import { idArgument } from '../model/id-argument.ts';
import { rootAnswer } from '../model/root-answer.ts';
import type { RequestContext } from '../request-context.ts';

/** Entries of any kind by their ids, which the planner reads out of the arguments. */
@Resolver()
export class EntryQueries {
  @Query(() => Node, { nullable: true, description: 'The entry with this id, or null.' })
  async node(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, idArgument) _id: string,
  ): Promise<NodeRow | null> {
    return rowsOf(await rootAnswer(context, info))[0] ?? null;
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'The entries with these ids, in the order asked, null for what is absent.',
  })
  async nodes(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('ids', () => [ID], { description: 'Ids, 100 at most.' }) _ids: readonly string[],
  ): Promise<readonly (NodeRow | null)[]> {
    return rowsOf(await rootAnswer(context, info));
  }
}
