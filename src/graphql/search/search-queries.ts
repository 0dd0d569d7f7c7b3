import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Field, Info, Query, Resolver } from 'type-graphql';
import { searchWordsOf } from '../../domain/search-text.ts';
import type { Edge } from '../connection.ts';
import { highlightsOf } from '../highlight.ts';
import { nodeKind } from '../model/node-kind.ts';
import { PageArguments } from '../model/page-arguments.ts';
import { rootConnection } from '../model/root-answer.ts';
import type { RequestContext } from '../request-context.ts';
import { SearchConnection } from './search-types.ts';

@ArgsType()
class SearchArguments {
  @Field(() => String, { description: 'One to twelve words; nothing in it is an operator.' })
  readonly text!: string;

  @Field(() => [nodeKind], { nullable: true, description: 'Only entries of these kinds.' })
  readonly kinds?: readonly string[] | null;
}

@Resolver()
export class SearchQueries {
  @Query(() => SearchConnection, {
    description: 'Entries that hold every word in a name, alias or text; the last word counts as a beginning.',
  })
  async search(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Args(() => PageArguments) _page: PageArguments,
    @Args(() => SearchArguments) { text }: SearchArguments,
  ) {
    const words = searchWordsOf('text', text);
    const connection = await rootConnection(context, info);
    const highlighted = (edge: Edge) => ({
      ...edge,
      // Made only when asked for.
      get highlights() {
        return highlightsOf(context.store.model, edge.node, words);
      },
    });
    return { ...connection, edges: connection.edges.map(highlighted) };
  }
}
