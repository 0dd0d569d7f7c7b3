import { Command } from 'commander';
import { referenceLookup } from '../exchange/references/lookup/reference-lookups.ts';
import type { CommandMaker } from './command.ts';
import { exitCodes } from './exit-codes.ts';

/** The command that the server starts its workers with; of no use to people. */
export const workerCommand: CommandMaker = (context, exit) =>
  new Command('worker').description('Answers long queries for a server, which starts it.').action(async () => {
    if (!process.connected) {
      context.complain('A server starts its workers itself: run `evidence-graph serve`.');
      return exit(exitCodes.usage);
    }
    const { keyPepper, referenceLookup: registries } = context.config();
    const { answerRequests } = await import('../http/workers/answer-requests.ts');
    await context.withStore(
      (store) =>
        answerRequests({
          store,
          keyPepper,
          ...(registries.length > 0 && { lookup: referenceLookup(registries) }),
        }),
      { readOnly: true },
    );
    // The server is gone: what is still being answered is for nobody.
    process.exit();
  });
