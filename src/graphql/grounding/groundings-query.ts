import { Args, ArgsType, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { scanGroundings } from '../../analysis/scan-recommendations.ts';
import { groundingFlag, type GroundingFlagName } from '../../analysis/vocabulary.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { PageArguments } from '../model/page-arguments.ts';
import { pageOf } from '../plan/page-of.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { ScannedPage, scannedPageDescription, toScannedPage } from '../scanned-page.ts';
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

@ObjectType({ description: scannedPageDescription, simpleResolvers: true })
export class GroundingPage extends ScannedPage(Grounding) {}

@Resolver()
export class GroundingsQuery {
  @Query(() => GroundingPage, { description: 'Recommendations by what is to be known about their grounding.' })
  @Question<FlagArguments & PageArguments>('groundings', (args) => void requestOf(args, args))
  async groundings(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) paging: PageArguments,
    @Args(() => FlagArguments) args: FlagArguments,
  ): Promise<GroundingPage> {
    const { scope, page, flags } = requestOf(args, paging);
    return toScannedPage(scope, await scanGroundings(context, { flags, jurisdiction: null }, page), toGrounding);
  }
}

function requestOf({ flags }: FlagArguments, paging: PageArguments) {
  const scope = `groundings ${(flags ?? []).toSorted().join(' ')}`;
  return { flags: flags ?? [], scope, page: pageOf(scope, paging) };
}
