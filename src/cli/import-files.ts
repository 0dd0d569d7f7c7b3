import { basename } from 'node:path';
import { assertNotAborted } from '../domain/assert-not-aborted.ts';
import { importReferences } from '../exchange/references/import-references.ts';
import type { ReferenceFile } from '../exchange/references/read-reference-file.ts';
import type { CommandContext } from './command-context.ts';
import { fileReports, type FileReport } from './import-report.ts';
import { interruptible } from './interruption.ts';
import { tellAtMostOnceASecond } from './progress-lines.ts';

export interface ReadFile extends ReferenceFile {
  readonly file: string;
}

/** Imports files that were read. Where the process is asked to end, what was added by then stays, and it says how much. */
export async function importFiles(
  context: CommandContext,
  files: readonly ReadFile[],
  dryRun: boolean,
): Promise<readonly FileReport[]> {
  const reports: FileReport[] = [];
  let reached = 'nothing was added';
  const importAll = (signal: AbortSignal) =>
    context.withStore(async (store) => {
      for (const { file, rows } of files) {
        const tell = tellAtMostOnceASecond((line) => context.complain(`… ${line}`));
        const done = await importReferences(store, rows, {
          dryRun,
          by: 'evidence-graph import',
          at: new Date().toISOString(),
          from: basename(file),
          progress: (count) => {
            const place = `${file}: ${count} of ${rows.length} records`;
            if (!dryRun) reached = `${place} are done, as are the files before it`;
            tell(place);
            assertNotAborted(signal);
          },
        });
        reports.push(...fileReports({ file, rows, reports: done }, dryRun));
      }
    });
  await interruptible(importAll, () => `${reached}. Run the command again: what is there is not added twice.`);
  return reports;
}
