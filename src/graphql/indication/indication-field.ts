import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { indication } from '../../analysis/indication.ts';
import type { NodeRow } from '../../store/read-plan.ts';
import { computedFromEvidence } from '../analysis-loaders.ts';
import { assertFacets, facetsOf } from '../grounding/facet-arguments.ts';
import { nodeTypeOf } from '../model/node-type.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { Indication, toIndication } from './indication-types.ts';

@ArgsType()
class IndicationArguments {
  @Field(() => ID, { nullable: true, description: 'Only findings on this outcome, or under it.' })
  readonly outcome?: string | null;

  @Field(() => ID, { nullable: true, description: 'Computed for this place; left out: for its own.' })
  readonly jurisdiction?: string | null;
}

@Resolver(() => nodeTypeOf('Claim'))
export class IndicationField {
  @FieldResolver(() => Indication, {
    nullable: true,
    description: 'What the linked evidence shows of it. Computed.',
  })
  @Question('indication', assertFacets)
  indication(
    @Root() { id }: NodeRow,
    @Ctx() context: RequestContext,
    @Args(() => IndicationArguments) args: IndicationArguments,
  ): Promise<Indication | null> {
    return computedFromEvidence(context, { id, facets: facetsOf(args) }, (graph, claim, question) =>
      toIndication(indication(graph, claim, question)),
    );
  }
}
