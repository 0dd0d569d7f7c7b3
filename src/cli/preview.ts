import { Command } from 'commander';
import { referenceLookup } from '../exchange/references/lookup/reference-lookups.ts';
import type { SourcePreview } from '../exchange/references/preview-source.ts';
import type { CommandMaker } from './command.ts';
import { exitCodes } from './exit-codes.ts';

export const previewCommand: CommandMaker = (context, exit) =>
  new Command('preview')
    .description('Shows what a reference says of a source, and whether the store has it. Writes nothing.')
    .argument('<reference>', 'a DOI, a PubMed id, an ISBN, a web address, or one record of RIS, BibTeX or CSL-JSON')
    .option('--json', 'print the preview as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  evidence-graph preview https://doi.org/10.1000/xyz123\n  REFERENCE_LOOKUP=crossref evidence-graph preview 10.1000/xyz123\n  evidence-graph preview "$(cat record.ris)" --json',
    )
    .action(async (reference: string, { json }: { json?: boolean }) => {
      // Loaded only when wanted: every other command would start later for it.
      const { previewSource } = await import('../exchange/references/preview-source.ts');
      const names = context.config().referenceLookup;
      const lookup = names.length === 0 ? undefined : referenceLookup(names);
      const preview = await context.withStore((store) => previewSource(store, reference, { lookup }));
      if (json) context.print(JSON.stringify(preview, null, 2));
      else for (const line of previewLines(preview)) context.print(line);
      if (preview.problems.length > 0) exit(exitCodes.failed);
    });

function previewLines({ is, format, attributes, problems, known, checked }: SourcePreview): string[] {
  const listed = Object.entries(attributes).filter(([name]) => name !== 'csl');
  return [
    format === null ? is : `${is} (${format})`,
    ...listed.map(([name, value]) => `  ${name}: ${Array.isArray(value) ? value.join('; ') : String(value)}`),
    ...problems.map((problem) => `problem: ${problem}`),
    ...(known.length === 0 ? ['not in the store'] : []),
    ...known.map(
      ({ id, match, reason, label }) => `${match === 'SAME' ? 'already here' : 'may be'} ${id} (${reason}): ${label}`,
    ),
    checkedLine(checked),
  ];
}

function checkedLine(checked: SourcePreview['checked']): string {
  switch (checked.outcome) {
    case 'NOT_CHECKED':
      return 'not checked over the network';
    case 'FOUND':
      return `found by ${checked.by}`;
    case 'NOT_FOUND':
      return `not found by ${checked.by}`;
    case 'FAILED':
      return `not checked: ${checked.by} was asked, and ${checked.reason}`;
    default:
      return checked satisfies never;
  }
}
