import { Command, Option } from 'commander';
import { v7 } from 'uuid';
import { authorized } from '../curation/requests/authorized.ts';
import { checkedKey, checkedReason } from '../curation/requests/checked-arguments.ts';
import { absentProposal } from '../curation/proposals/proposal.ts';
import { seenProposal } from '../curation/seen-proposal.ts';
import { lifeCycle } from '../domain/life-cycle.ts';
import { plainSteps, stepsOfReview, type PlainStep } from '../domain/steps-of-review.ts';
import type { CommandMaker } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { proposalLine, proposalLines } from './proposal-lines.ts';
import { idempotencyKeyOption, keyFileOption, signedIn } from './signed-in.ts';
import { wholeNumber } from './whole-number.ts';

interface StepFlags {
  readonly why?: string;
  readonly expectedVersion?: number;
  readonly keyFile?: string;
  readonly idempotencyKey?: string;
}

export const reviewCommand: CommandMaker = (context) => {
  const review = new Command('review')
    .description('Lists and shows proposals, and takes the steps of their review.')
    .addHelpText(
      'after',
      '\nExamples:\n  evidence-graph review list\n  evidence-graph review show proposal:0190…\n' +
        '  evidence-graph review startReview proposal:0190…\n' +
        '  evidence-graph review accept proposal:0190… --why "Sound." --expected-version 2\n' +
        '  evidence-graph review submit proposal:0190… --key-file ~/.evidence-graph-key',
    );
  const steps = plainSteps.map((step) => stepCommand(context, step));
  for (const command of [listCommand(context), showCommand(context), ...steps])
    review.addCommand(command.exitOverride().showSuggestionAfterError());
  return review;
};

function stepCommand(context: CommandContext, step: PlainStep): Command {
  const { description, reason } = stepsOfReview[step];
  return new Command(step)
    .description(description)
    .argument('<proposal>', 'the id of the proposal')
    .addOption(new Option('--why <text>', 'the reason').makeOptionMandatory(reason))
    .option('--expected-version <number>', 'the version that you read: no other is meant', wholeNumber)
    .option(...keyFileOption)
    .option(...idempotencyKeyOption)
    .addHelpText('after', `\nExample:\n  evidence-graph review ${step} proposal:0190…${reason ? ' --why "…"' : ''}`)
    .action((proposal: string, { why, expectedVersion, keyFile, idempotencyKey = v7() }: StepFlags) =>
      signedIn(context, keyFile, async ({ principal, curation }) => {
        const request = { principal, idempotencyKey: checkedKey(idempotencyKey), why: checkedReason(why) };
        context.print(proposalLine(await curation.step({ ...request, proposal, step, expectedVersion })));
      }),
    );
}

const showCommand = (context: CommandContext) =>
  new Command('show')
    .description('Shows all of a proposal, with what happened to it.')
    .argument('<proposal>', 'the id of the proposal')
    .option(...keyFileOption)
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  evidence-graph review show proposal:0190…')
    .action((id: string, { keyFile, json }: { keyFile?: string; json?: boolean }) =>
      signedIn(context, keyFile, async ({ principal, curation, store }) => {
        const proposal = await seenProposal(curation, principal, id);
        if (!proposal) throw absentProposal(id);
        if (json) context.print(JSON.stringify(proposal, null, 2));
        else for (const line of proposalLines(store.model, proposal)) context.print(line);
      }),
    );

interface ListFlags {
  readonly mine?: boolean;
  readonly status: string;
  readonly keyFile?: string;
}

const pageSize = 100;

const listCommand = (context: CommandContext) =>
  new Command('list')
    .description('Lists proposals, oldest first: those that wait, unless told otherwise.')
    .addOption(
      new Option('--status <status>', 'where they stand')
        .choices(Object.keys(lifeCycle.values).filter((status) => status !== 'DRAFT'))
        .default('SUBMITTED'),
    )
    .option('--mine', 'your own, drafts among them, wherever they stand')
    .option(...keyFileOption)
    .addHelpText(
      'after',
      '\nExamples:\n  evidence-graph review list\n  evidence-graph review list --status IN_REVIEW\n  evidence-graph review list --mine',
    )
    .action(({ mine, status, keyFile }: ListFlags) =>
      signedIn(context, keyFile, async ({ principal, curation }) => {
        const { id: owner } = authorized(principal, mine ? 'propose' : 'readProposals');
        let [after, found]: [string | null, number] = [null, 0];
        do {
          const page = await curation.proposals(mine ? { owner } : { status }, pageSize, after);
          for (const proposal of page.proposals) context.print(proposalLine(proposal));
          [after, found] = [page.after, found + page.proposals.length];
        } while (after !== null);
        context.complain(`${found} found.`);
      }),
    );
