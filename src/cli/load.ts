import { Command } from 'commander';
import { loadReviewPackage, type LoadCounts } from '../exchange/review-package/load-review-package.ts';
import { soundPackage } from './check.ts';
import type { CommandMaker } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { interruptible } from './interruption.ts';
import { progressLines } from './progress-lines.ts';

export const loadCommand: CommandMaker = (context, exit) =>
  new Command('load')
    .description(
      'Makes the store hold what a review package says: all of it or nothing. A second load changes nothing.',
    )
    .argument('<folder>', 'a review package')
    .option('--dry-run', 'say what would change, and change nothing')
    .addHelpText(
      'after',
      '\nExamples:\n  evidence-graph load seed/ukdpc-2008 --dry-run\n  evidence-graph load seed/ukdpc-2008',
    )
    .action(async (folder: string, { dryRun = false }: { dryRun?: boolean }) => {
      const reviewPackage = await soundPackage(context, folder);
      if (!reviewPackage) return exit(exitCodes.failed);
      const report = await interruptible(
        (signal) =>
          context.withStore((store) =>
            loadReviewPackage(store, reviewPackage, {
              dryRun,
              by: 'evidence-graph load',
              at: new Date().toISOString(),
              progress: progressLines((line) => context.complain(`… ${line}`)),
              signal,
            }),
          ),
        () => 'nothing of the package was written. Run the command again.',
      );
      context.print(`nodes: ${countsLine(report.nodes)}`);
      context.print(`edges: ${countsLine(report.edges)}`);
      if (dryRun) context.print('Dry run: nothing was written.');
      else if (!report.written) context.print('Nothing differs: nothing was written.');
    });

const countsLine = ({ added, changed, unchanged, removed }: LoadCounts) =>
  `${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed`;
