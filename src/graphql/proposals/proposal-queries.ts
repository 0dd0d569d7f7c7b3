import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import { authorized } from '../../curation/requests/authorized.ts';
import { seenProposal } from '../../curation/seen-proposal.ts';
import { invalidArgument } from '../../domain/errors.ts';
import { lifeCycle, type LifeCycleStatus } from '../../domain/life-cycle.ts';
import { curationOf } from '../curation-of.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { PageArguments } from '../model/page-arguments.ts';
import { pageEnd } from '../page-end.ts';
import { pageOf } from '../plan/page-of.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { Proposal, ProposalPage, toProposal } from './proposal-types.ts';

const lifeCycleEnum = choiceEnum(lifeCycle);

@ArgsType()
class QueueArguments {
  @Field(() => lifeCycleEnum, { nullable: true, description: 'Where they stand in review.' })
  readonly status: LifeCycleStatus = 'SUBMITTED';
}

@Resolver()
export class ProposalQueries {
  @Query(() => Proposal, {
    nullable: true,
    description: 'The proposal with this id, to its author and to reviewers; null where there is none.',
  })
  @Question('proposal')
  async proposal(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The id of the proposal.' }) id: string,
  ): Promise<Proposal | null> {
    const proposal = await seenProposal(curationOf(context), context.principal, id);
    return proposal ? toProposal(context.store.model, proposal) : null;
  }

  @Query(() => ProposalPage, {
    description: 'Proposals by where they stand, for reviewers; those that wait if nothing is said.',
  })
  @Question('reviewQueue')
  reviewQueue(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) paging: PageArguments,
    @Args(() => QueueArguments) { status }: QueueArguments,
  ): Promise<ProposalPage> {
    authorized(context.principal, 'readProposals');
    if (status === 'DRAFT')
      throw invalidArgument('status', 'status: a draft is seen by its author only; mySubmissions lists one’s own.');
    return proposals(context, paging, { scope: `reviewQueue ${status}`, which: { status } });
  }

  @Query(() => ProposalPage, { description: 'What one has proposed oneself.' })
  @Question('mySubmissions')
  mySubmissions(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) paging: PageArguments,
  ): Promise<ProposalPage> {
    const { id: owner } = authorized(context.principal, 'propose');
    return proposals(context, paging, { scope: `mySubmissions ${owner}`, which: { owner } });
  }
}

interface Listed {
  readonly scope: string;
  readonly which: { readonly status?: string; readonly owner?: string };
}

async function proposals(
  context: RequestContext,
  paging: PageArguments,
  { scope, which }: Listed,
): Promise<ProposalPage> {
  const { first, after } = pageOf(scope, paging);
  const page = await curationOf(context).proposals(which, first, after);
  return {
    nodes: page.proposals.map((proposal) => toProposal(context.store.model, proposal)),
    ...pageEnd(scope, page.after),
  };
}
