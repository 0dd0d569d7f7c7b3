import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { readRevision } from '../../curation/revisions/revision.ts';
import { readInput } from '../../curation/verbs/read-input.ts';
import { verbNamed, type VerbInput, type VerbName } from '../../curation/verbs/verbs.ts';
import { curationOf, requestBy } from '../curation-of.ts';
import type { RequestContext } from '../request-context.ts';
import { orRefusal } from '../user-errors.ts';
import { ProposalPayload, toProposal } from './proposal-types.ts';
import { EntryChanges, InputOf, ProposeArguments, ReviseArguments, RevisedEntry } from './propose-arguments.ts';

type Propose = (context: RequestContext, args: ProposeArguments, input: unknown) => Promise<unknown>;

/** The verbs by which people propose. The compiler misses the mutation of a verb that has none. */
@Resolver()
export class ProposalMutations implements Readonly<Record<VerbName, Propose>> {
  @Mutation(() => ProposalPayload, { description: descriptionOf('linkStudy') })
  linkStudy(
    @Ctx() context: RequestContext,
    @Args(() => ProposeArguments) args: ProposeArguments,
    @InputOf('linkStudy') input: unknown,
  ) {
    return propose('linkStudy', input, { context, args });
  }

  @Mutation(() => ProposalPayload, { description: descriptionOf('addSource') })
  addSource(
    @Ctx() context: RequestContext,
    @Args(() => ProposeArguments) args: ProposeArguments,
    @InputOf('addSource') input: unknown,
  ) {
    return propose('addSource', input, { context, args });
  }

  @Mutation(() => ProposalPayload, { description: descriptionOf('addStudy') })
  addStudy(
    @Ctx() context: RequestContext,
    @Args(() => ProposeArguments) args: ProposeArguments,
    @InputOf('addStudy') input: unknown,
  ) {
    return propose('addStudy', input, { context, args });
  }

  @Mutation(() => ProposalPayload, { description: descriptionOf('addFinding') })
  addFinding(
    @Ctx() context: RequestContext,
    @Args(() => ProposeArguments) args: ProposeArguments,
    @InputOf('addFinding') input: unknown,
  ) {
    return propose('addFinding', input, { context, args });
  }

  @Mutation(() => ProposalPayload, { description: descriptionOf('proposeClaim') })
  proposeClaim(
    @Ctx() context: RequestContext,
    @Args(() => ProposeArguments) args: ProposeArguments,
    @InputOf('proposeClaim') input: unknown,
  ) {
    return propose('proposeClaim', input, { context, args });
  }

  @Mutation(() => ProposalPayload, { description: descriptionOf('link') })
  link(
    @Ctx() context: RequestContext,
    @Args(() => ProposeArguments) args: ProposeArguments,
    @InputOf('link') input: unknown,
  ) {
    return propose('link', input, { context, args });
  }

  @Mutation(() => ProposalPayload, { description: descriptionOf('assess') })
  assess(
    @Ctx() context: RequestContext,
    @Args(() => ProposeArguments) args: ProposeArguments,
    @InputOf('assess') input: unknown,
  ) {
    return propose('assess', input, { context, args });
  }

  @Mutation(() => ProposalPayload, { description: descriptionOf('judgeRiskOfBias') })
  judgeRiskOfBias(
    @Ctx() context: RequestContext,
    @Args(() => ProposeArguments) args: ProposeArguments,
    @InputOf('judgeRiskOfBias') input: unknown,
  ) {
    return propose('judgeRiskOfBias', input, { context, args });
  }

  @Mutation(() => ProposalPayload, {
    description:
      'Changes one’s own draft, or proposes to change an accepted entry: only what is named, from the version that was read.',
  })
  revise(
    @Ctx() context: RequestContext,
    @Args(() => ReviseArguments) args: ReviseArguments,
    @EntryChanges() changes: unknown,
    @Args(() => RevisedEntry) { id, expectedVersion }: RevisedEntry,
  ) {
    return orRefusal(async () => {
      const revision = readRevision(context.store.model, { id, expectedVersion, changes });
      const request = { ...requestBy(context, args), submit: args.submit };
      return toProposal(context.store.model, await curationOf(context).revise(revision, request));
    });
  }
}

function descriptionOf(name: VerbName): string {
  return `${verbNamed(name).description} Nothing of it is in the graph before it is accepted.`;
}

interface ProposeCall {
  readonly context: RequestContext;
  readonly args: ProposeArguments;
}

const propose = (name: VerbName, input: unknown, { context, args }: ProposeCall) =>
  orRefusal(async () => {
    const read = readInput(verbNamed(name).fields, input) as VerbInput<VerbName>;
    const request = { ...requestBy(context, args), submit: args.submit };
    return toProposal(context.store.model, await curationOf(context).propose(name, read, request));
  });
