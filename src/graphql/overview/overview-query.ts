import { Ctx, Query, Resolver } from 'type-graphql';
import { askOverview } from '../../analysis/overview.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { Overview, toOverview } from './overview-types.ts';

@Resolver()
export class OverviewQuery {
  @Query(() => Overview, {
    description: 'How much there is, and how much of it is evaluated, grounded and traced to a passage.',
  })
  @Question('overview')
  async overview(@Ctx() context: RequestContext): Promise<Overview> {
    return toOverview(await askOverview(context));
  }
}
