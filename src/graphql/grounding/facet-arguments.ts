import { ArgsType, Field, ID } from 'type-graphql';
import { questionChecks } from '../../analysis/question-checks.ts';
import type { Model } from '../../domain/model.ts';

/** The place that an answer is wanted for. */
@ArgsType()
export class PlaceArguments {
  @Field(() => ID, { nullable: true, description: 'Computed for this place; left out: for its own.' })
  readonly jurisdiction?: string | null;
}

interface FacetArguments extends PlaceArguments {
  readonly outcome?: string | null;
}

/** The facets that an answer is wanted for, null where none was given. */
export const facetsOf = ({ outcome = null, jurisdiction = null }: FacetArguments) => ({ outcome, jurisdiction });

export const assertFacets = (args: FacetArguments, model: Model) => void questionChecks.facets(model, facetsOf(args));
