import { Args, ArgsType, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { scanGroundings } from '../../analysis/scan-recommendations.ts';
import { groundingFlag, type GroundingFlagName } from '../../analysis/vocabulary.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { PageArguments } from '../model/page-arguments.ts';
import { pageOf } from '../plan/page-of.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { toScannedPage } from '../scanned-page.ts';
import { Grounding, toGrounding } from './grounding-types.ts';

const groundingFlagEnum = choiceEnum(groundingFlag);

@ArgsType()
class FlagArguments {
  @Field(() => [groundingFlagEnum], {
    nullable: true,
    description: 'At least one of these; left out: all.',
  })
  readonly flags?: readonly GroundingFlagName[] | null;
}

@ObjectType({
  description: 'A page of recommendations that meet what was asked; they are computed, so there is no count.',
  simpleResolvers: true,
})
export class GroundingPage {
  @Field(() => [Grounding], { description: 'What was found, in the order of the recommendations.' })
  readonly nodes!: readonly Grounding[];

  @Field(() => Int, { description: 'Recommendations that were computed for this page.' })
  readonly examined!: number;

  @Field(() => Boolean, { description: 'Whether there are more to examine.' })
  readonly hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Where to go on.' })
  readonly endCursor!: string | null;
}

@Resolver()
export class GroundingsQuery {
  @Query(() => GroundingPage, { description: 'Recommendations by what is to be known about their grounding.' })
  @Question<FlagArguments & PageArguments>('groundings', (given) => void requestOf(given, given))
  async groundings(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) paging: PageArguments,
    @Args(() => FlagArguments) given: FlagArguments,
  ): Promise<GroundingPage> {
    const { scope, page, flags } = requestOf(given, paging);
    return toScannedPage(scope, await scanGroundings(context, { flags, jurisdiction: null }, page), toGrounding);
  }
}

function requestOf({ flags }: FlagArguments, paging: PageArguments) {
  const scope = `groundings ${(flags ?? []).toSorted().join(' ')}`;
  return { flags: flags ?? [], scope, page: pageOf(scope, paging) };
}
