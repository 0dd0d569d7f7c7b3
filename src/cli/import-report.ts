import type { NearSource, RowReport } from '../curation/sort-references.ts';
import { inOptions } from './option-names.ts';

/** What became of one record of a file. Without an id: the source is not in the store, as nothing was written. */
export type FileReport = { readonly file: string; readonly line: number } & (
  | { readonly outcome: 'ADDED'; readonly id: string | null; readonly near: readonly Shown[] }
  | ({ readonly outcome: 'KNOWN' } & Shown)
  | { readonly outcome: 'BROKEN'; readonly problems: readonly string[] }
);

/** A source, or the record of this dry run that it would come from. */
type Shown = { readonly reason: string } & ({ readonly id: string } | { readonly id: null; readonly record: string });

/** The reports on a file, as a terminal shows them. */
export function fileReports(file: string, rows: readonly RowReport[], dryRun: boolean): FileReport[] {
  const unwritten = new Map(
    dryRun ? rows.flatMap((row) => (row.outcome === 'ADDED' ? [[row.id, `${file}:${row.line}`] as const] : [])) : [],
  );
  const shown = ({ id, reason }: NearSource): Shown => {
    const record = unwritten.get(id);
    return record === undefined ? { id, reason } : { id: null, record, reason };
  };
  return rows.map((row): FileReport => {
    const { line, outcome } = row;
    switch (outcome) {
      case 'ADDED':
        return { file, line, outcome, id: dryRun ? null : row.id, near: row.near.map(shown) };
      case 'KNOWN':
        return { file, line, outcome, ...shown(row) };
      case 'BROKEN':
        return { file, line, outcome, problems: row.problems.map((problem) => inOptions(problem, ['--kind'])) };
      default:
        return row satisfies never;
    }
  });
}

/** One record in one line. */
export function reportLine(report: FileReport): string {
  const place = `${report.file}:${report.line}:`;
  switch (report.outcome) {
    case 'ADDED': {
      const near = report.near.map(sourceWords).join(', ');
      const added = report.id === null ? 'would be added' : `added ${report.id}`;
      return `${place} ${added}${near === '' ? '' : `; may be the same as ${near}`}`;
    }
    case 'KNOWN':
      return `${place} ${report.id === null ? 'the same as' : 'already here'} ${sourceWords(report)}`;
    case 'BROKEN':
      return `${place} broken: ${report.problems.join('; ')}`;
    default:
      return report satisfies never;
  }
}

const sourceWords = (shown: Shown) => `${shown.id ?? shown.record} (${shown.reason})`;

/** All records in one sentence. */
export function countsOf(reports: readonly FileReport[], dryRun: boolean): string {
  const count = (outcome: RowReport['outcome']) => reports.filter((report) => report.outcome === outcome).length;
  const [added, known, broken] = [count('ADDED'), count('KNOWN'), count('BROKEN')];
  return dryRun
    ? `${added} would be added, ${known} already here, ${broken} broken. Dry run: nothing was written.`
    : `${added} added, ${known} already here, ${broken} broken.`;
}
