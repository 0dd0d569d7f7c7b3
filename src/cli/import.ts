import { Command, Option } from 'commander';
import { evidence } from '../domain/kinds/evidence.ts';
import type { ReferenceFormatName } from '../exchange/references/reference-formats.ts';
import type { CommandMaker } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import type { ReadFile } from './import-files.ts';
import { countsOf, reportLine, reportTable } from './import-report.ts';

interface ImportFlags {
  readonly format?: ReferenceFormatName;
  readonly kind?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** Named here, so that the command starts without loading what reads them. */
const formats: readonly ReferenceFormatName[] = [
  'ris',
  'bibtex',
  'csl-json',
  'nbib',
  'ciw',
  'enw',
  'endnote-xml',
  'pubmed-xml',
  'csv',
];

const examples =
  '\nExamples:\n  evidence-graph import references library.ris --dry-run\n' +
  '  evidence-graph import references library.nbib --csv\n' +
  '  evidence-graph import references export.txt --format ris --json';

export const importCommand: CommandMaker = (context, exit) => {
  const references = new Command('references')
    .exitOverride()
    .description('Adds the sources of reference lists to the store. What it has already is not added again.')
    .argument(
      '<files...>',
      'exports in RIS, BibTeX, CSL-JSON, PubMed’s .nbib or XML, Web of Science, EndNote or CSV, whatever they are called',
    )
    .addOption(new Option('--format <format>', 'instead of the one that a file looks like').choices(formats))
    .addOption(
      new Option('--kind <kind>', 'the kind of records whose type says none, such as @misc').choices(
        Object.keys(evidence.EvidenceSource.attributes.kind.choices?.values ?? {}),
      ),
    )
    .option('--dry-run', 'say what would be added, and add nothing')
    .option('--json', 'print the report as JSON')
    .option('--csv', 'print the report as CSV')
    .addHelpText('after', examples)
    .action(async (files: readonly string[], { dryRun = false, ...flags }: ImportFlags) => {
      // Loaded only when wanted: every other command would start later for it.
      const { importFiles } = await import('./import-files.ts');
      const { readReferenceFile } = await import('../exchange/references/read-reference-file.ts');
      // All are read before anything is written: a file that cannot be read stops the command, not half of it.
      const read: ReadFile[] = [];
      for (const file of files) read.push({ file, ...(await readReferenceFile(file, flags)) });
      for (const { file, notes } of read) for (const note of notes) context.complain(`${file}: ${note}`);
      const reports = await importFiles(context, read, dryRun);
      if (flags.json) context.print(JSON.stringify(reports, null, 2));
      else if (flags.csv) context.print(reportTable(reports));
      else for (const report of reports) context.print(reportLine(report));
      context.complain(countsOf(reports, dryRun));
      if (reports.some(({ outcome }) => outcome === 'BROKEN')) exit(exitCodes.failed);
    });
  return new Command('import')
    .description('Brings in what other programs keep.')
    .addHelpText('after', examples)
    .addCommand(references);
};
