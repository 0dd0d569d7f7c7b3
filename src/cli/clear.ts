import { Command } from 'commander';
import { clearStore } from '../compose.ts';
import { invalidArgument } from '../domain/errors.ts';
import type { CommandMaker } from './command.ts';

export const clearCommand: CommandMaker = (context) =>
  new Command('clear')
    .description('Removes all that this project keeps in the store that the settings choose, and nothing else there.')
    .option('--yes', 'really remove it')
    .addHelpText('after', '\nExamples:\n  evidence-graph backup before.sqlite\n  evidence-graph clear --yes')
    .action(async ({ yes = false }: { yes?: boolean }) => {
      if (!yes)
        throw invalidArgument(
          '--yes',
          '--yes must be given: graph, history, proposals and keys go, and do not come back.',
        );
      context.print(`Removed from ${await clearStore(context.config())}: all that was ours.`);
    });
