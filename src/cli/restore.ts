import { Command } from 'commander';
import { openBackup, restoreBackup } from '../backup/restore-backup.ts';
import { openStoreFile } from '../compose.ts';
import { holdings } from './backup.ts';
import type { CommandMaker } from './command.ts';
import { interruptible } from './interruption.ts';

export const restoreCommand: CommandMaker = (context) =>
  new Command('restore')
    .description('Fills an empty store with a backup, from either engine: all of it or nothing.')
    .argument('<file>', 'a backup, with its manifest beside it')
    .addHelpText(
      'after',
      '\nExamples:\n  DATA_DIR=./restored evidence-graph restore backups/monday.sqlite\n  NEO4J_URI=neo4j://localhost:7687 evidence-graph restore monday.sqlite',
    )
    .action((file: string) =>
      interruptible(
        async (signal) => {
          // Before the store is opened, which makes its file.
          const backup = await openBackup(file, { openFile: openStoreFile, signal });
          try {
            await context.withStore(async (store) => {
              await restoreBackup(store, backup, signal);
              const { engine, location } = store.description;
              context.print(
                `Restored version ${backup.manifest.graphVersion} of the graph into ${engine} at ${location}.`,
              );
              context.print(`Holds ${holdings(backup.manifest)}, as the manifest says.`);
            });
          } finally {
            await backup.close();
          }
        },
        () => 'nothing was restored, and the store is as empty as it was. Run the command again.',
      ),
    );
