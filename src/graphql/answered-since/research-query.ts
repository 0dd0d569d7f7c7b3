import { Args, ArgsType, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { scanResearch } from '../../analysis/scan-recommendations.ts';
import { PageArguments } from '../model/page-arguments.ts';
import { pageOf } from '../plan/page-of.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { ScannedPage, scannedPageDescription, toScannedPage } from '../scanned-page.ts';
import { AnsweredSince, toAnsweredSince } from './answered-since-types.ts';

@ArgsType()
class ResearchArguments {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those still open, or only those that are not.',
  })
  readonly open?: boolean | null;
}

@ObjectType({ description: scannedPageDescription, simpleResolvers: true })
export class AnsweredPage extends ScannedPage(AnsweredSince) {}

@Resolver()
export class ResearchQuery {
  @Query(() => AnsweredPage, {
    description: 'Recommendations that ask for research, and whether it has been done since.',
  })
  @Question<ResearchArguments & PageArguments>('researchRecommendations', (args) => void requestOf(args, args))
  async researchRecommendations(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) paging: PageArguments,
    @Args(() => ResearchArguments) args: ResearchArguments,
  ): Promise<AnsweredPage> {
    const { scope, page, open } = requestOf(args, paging);
    return toScannedPage(scope, await scanResearch(context, open, page), toAnsweredSince);
  }
}

function requestOf({ open = null }: ResearchArguments, paging: PageArguments) {
  const scope = `research ${open}`;
  return { open, scope, page: pageOf(scope, paging) };
}
