import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { answeredSince } from '../../analysis/answered-since.ts';
import type { NodeRow } from '../../store/read-plan.ts';
import { loadersOf } from '../analysis-loaders.ts';
import { nodeTypeOf } from '../model/node-type.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { AnsweredSince, toAnsweredSince } from './answered-since-types.ts';

@Resolver(() => nodeTypeOf('Recommendation'))
export class AnsweredSinceField {
  @FieldResolver(() => AnsweredSince, {
    nullable: true,
    description: 'Whether the research it asks for has been done since. Computed.',
  })
  @Question('answeredSince')
  async answeredSince(@Root() { id }: NodeRow, @Ctx() context: RequestContext): Promise<AnsweredSince | null> {
    const graph = await loadersOf(context).research.load(id);
    const node = graph.node(id);
    return node ? toAnsweredSince(answeredSince(graph, node)) : null;
  }
}
