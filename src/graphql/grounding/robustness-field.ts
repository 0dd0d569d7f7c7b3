import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { robustness } from '../../analysis/robustness.ts';
import type { NodeRow } from '../../store/read-plan.ts';
import { computedFromEvidence } from '../analysis-loaders.ts';
import { nodeTypeOf } from '../model/node-type.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { Robustness, toRobustness } from './grounding-types.ts';

@Resolver(() => nodeTypeOf('Recommendation'))
export class RobustnessField {
  @FieldResolver(() => Robustness, {
    nullable: true,
    description: 'How many sources must be lost before its grounding changes. Computed.',
  })
  @Question('robustness')
  robustness(@Root() { id }: NodeRow, @Ctx() context: RequestContext): Promise<Robustness | null> {
    return computedFromEvidence(context, { id, facets: {} }, (graph, entry) => toRobustness(robustness(graph, entry)));
  }
}
