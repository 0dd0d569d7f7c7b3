import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { authorized } from '../../curation/requests/authorized.ts';
import { curationOf } from '../curation-of.ts';
import { PageArguments } from '../model/page-arguments.ts';
import { pageEnd } from '../page-end.ts';
import { pageOf } from '../plan/page-of.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { NeedForReviewPage, toNeed } from './notice-types.ts';

@Resolver()
export class NeedsReviewQuery {
  @Query(() => NeedForReviewPage, {
    description:
      'Entries whose source was retracted, corrected or doubted, for reviewers. Figures follow by themselves.',
  })
  @Question('needsReview')
  async needsReview(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) paging: PageArguments,
  ): Promise<NeedForReviewPage> {
    authorized(context.principal, 'readProposals');
    const { first, after } = pageOf('needsReview', paging);
    const page = await curationOf(context).needsReview(first, after);
    return { nodes: page.needs.map(toNeed), ...pageEnd('needsReview', page.after) };
  }
}
