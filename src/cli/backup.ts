import { Command } from 'commander';
import type { BackupManifest } from '../backup/backup-manifest.ts';
import { manifestFileOf } from '../backup/backup-manifest.ts';
import { makeBackup } from '../backup/make-backup.ts';
import { openStoreFile } from '../compose.ts';
import { counted } from '../support/counted.ts';
import type { CommandMaker } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { interruptible } from './interruption.ts';
import { release } from './release.ts';

export const backupCommand: CommandMaker = (context, exit) =>
  new Command('backup')
    .description('Writes a backup of the store and its manifest, also while the store is served and written to.')
    .argument('<file>', 'the file to write; it must not be there yet')
    .option('--json', 'print the manifest as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  evidence-graph backup backups/monday.sqlite\n  NEO4J_URI=neo4j://localhost:7687 evidence-graph backup monday.sqlite',
    )
    .action(async (file: string, { json }: { json?: boolean }) => {
      // The file of the embedded store is there already, and is only read.
      const options = { readOnly: context.config().neo4j === undefined };
      const { manifest, audit } = await context.withStore(
        (store) =>
          interruptible(
            (signal) =>
              makeBackup(store, {
                file,
                signal,
                openFile: openStoreFile,
                release: release(),
                madeAt: new Date().toISOString(),
              }),
            () => `no backup was written, and nothing of it is left beside ${file}. Run the command again.`,
          ),
        options,
      );
      if (json) context.print(JSON.stringify(manifest, null, 2));
      else for (const line of backupLines(file, manifest)) context.print(line);
      if (!audit.broken && audit.replayed?.differing === 0) return;
      context.complain('The store that was backed up is not sound: "evidence-graph audit verify" says where.');
      exit(exitCodes.failed);
    });

const backupLines = (file: string, manifest: BackupManifest) => [
  `Backup: ${file}, ${counted(manifest.file.bytes, 'byte')}, of version ${manifest.graphVersion} of the graph.`,
  `Holds ${holdings(manifest)}.`,
  `Manifest: ${manifestFileOf(file)}.`,
];

/** What a backup holds, for people. */
export function holdings({ nodes, edges, history, records }: BackupManifest): string {
  const kept = Object.values(records).reduce((sum, { count }) => sum + count, 0);
  return [
    counted(nodes.count, 'node'),
    counted(edges.count, 'edge'),
    `${counted(history.entries, 'entry', 'entries')} of history`,
    `${counted(kept, 'record')} beside the graph`,
  ].join(', ');
}
