import { Args, Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql';
import { grounding } from '../../analysis/grounding.ts';
import type { NodeRow } from '../../store/read-plan.ts';
import { computedFromEvidence } from '../analysis-loaders.ts';
import { resolversOn } from '../model/resolvers-on.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { assertFacets, facetsOf, PlaceArguments } from './facet-arguments.ts';
import { Grounding, toGrounding } from './grounding-types.ts';

/** `grounding` on every kind that it is asked of. */
export const groundingFields = resolversOn('grounding', (type: ClassType) => {
  @Resolver(() => type)
  class GroundingField {
    @FieldResolver(() => Grounding, { nullable: true, description: 'What it rests on and how well. Computed.' })
    @Question('grounding', assertFacets)
    grounding(
      @Root() { id }: NodeRow,
      @Ctx() context: RequestContext,
      @Args(() => PlaceArguments) args: PlaceArguments,
    ): Promise<Grounding | null> {
      return computedFromEvidence(context, { id, facets: facetsOf(args) }, (graph, entry, { jurisdiction }) =>
        toGrounding(grounding(graph, entry, jurisdiction)),
      );
    }
  }
  return GroundingField;
});
