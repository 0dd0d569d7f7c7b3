import { basename } from 'node:path';
import { Command, Option } from 'commander';
import type { ReferenceRow } from '../curation/sort-references.ts';
import { evidence } from '../domain/kinds/evidence.ts';
import type { CommandMaker } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { countsOf, fileReports, reportLine, type FileReport } from './import-report.ts';
import { tellAtMostOnceASecond } from './progress-lines.ts';

interface ImportFlags {
  readonly format?: 'ris' | 'bibtex' | 'csl-json';
  readonly kind?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const examples =
  '\nExamples:\n  evidence-graph import references library.ris --dry-run\n' +
  '  evidence-graph import references books.bib --kind REPORT\n' +
  '  evidence-graph import references export.txt --format ris --json';

export const importCommand: CommandMaker = (context, exit) => {
  const references = new Command('references')
    .exitOverride()
    .description('Adds the sources of reference lists to the store. What it has already is not added again.')
    .argument('<files...>', 'files whose names end with .ris, .bib, .bibtex or .json (CSL-JSON)')
    .addOption(new Option('--format <format>', 'whatever the names say').choices(['ris', 'bibtex', 'csl-json']))
    .addOption(
      new Option('--kind <kind>', 'the kind of records whose type says none, such as books').choices(
        Object.keys(evidence.EvidenceSource.attributes.kind.choices?.values ?? {}),
      ),
    )
    .option('--dry-run', 'say what would be added, and add nothing')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', examples)
    .action(async (files: readonly string[], { dryRun = false, ...flags }: ImportFlags) => {
      // Loaded only when wanted: every other command would start later for it.
      const { importReferences } = await import('../exchange/references/import-references.ts');
      const { readReferenceFile } = await import('../exchange/references/read-reference-file.ts');
      // All are read before anything is written: a file that cannot be read stops the command, not half of it.
      const read: { readonly file: string; readonly rows: readonly ReferenceRow[] }[] = [];
      for (const file of files) read.push({ file, rows: await readReferenceFile(file, flags) });
      const reports: FileReport[] = [];
      await context.withStore(async (store) => {
        for (const { file, rows } of read) {
          const tell = tellAtMostOnceASecond((line) => context.complain(`… ${line}`));
          const done = await importReferences(store, rows, {
            dryRun,
            by: 'evidence-graph import',
            at: new Date().toISOString(),
            from: basename(file),
            progress: (count) => tell(`${file}: ${count} of ${rows.length} records`),
          });
          reports.push(...fileReports(file, done, dryRun));
        }
      });
      if (flags.json) context.print(JSON.stringify(reports, null, 2));
      else for (const report of reports) context.print(reportLine(report));
      context.complain(countsOf(reports, dryRun));
      if (reports.some(({ outcome }) => outcome === 'BROKEN')) exit(exitCodes.failed);
    });
  return new Command('import')
    .description('Brings in what other programs keep.')
    .addHelpText('after', examples)
    .addCommand(references);
};
