import type { NearSource, ReferenceRow, RowWarning } from '../curation/imports/sort-references.ts';
import type { EditorialSign } from '../domain/editorial-sign.ts';
import type { ImportedReference } from '../exchange/references/import-references.ts';

/** What became of one record of a file. Without an id: the source is not in the store, as nothing was written. */
export type FileReport = {
  readonly file: string;
  readonly line: number;
  /** Null where the record is broken. */
  readonly title: string | null;
  readonly warnings: readonly RowWarning[];
  /** Where the record says that a document was retracted or corrected. */
  readonly editorial?: EditorialReport;
} & (
  | { readonly outcome: 'ADDED'; readonly id: string | null; readonly near: readonly Shown[] }
  | ({ readonly outcome: 'KNOWN'; readonly filled?: Readonly<Record<string, string>> } & Shown)
  | { readonly outcome: 'BROKEN'; readonly problems: readonly string[] }
);

/** A standing that the sources may have: proposed to whoever reads the report, and never set by an import. */
interface EditorialReport {
  readonly words: string;
  readonly nature: EditorialSign['nature'];
  readonly proposedStanding: 'RETRACTED' | 'CORRECTED' | 'CONCERN';
  readonly sources: readonly string[];
}

/** A source, or the record of this dry run that it would come from. */
type Shown = { readonly reason: string } & ({ readonly id: string } | { readonly id: null; readonly record: string });

const standings = { RETRACTION: 'RETRACTED', CORRECTION: 'CORRECTED', CONCERN: 'CONCERN' } as const;

interface ReportedFile {
  readonly file: string;
  readonly rows: readonly ReferenceRow[];
  readonly reports: readonly ImportedReference[];
}

/** The reports on a file, as a terminal shows them. */
export function fileReports({ file, rows, reports }: ReportedFile, dryRun: boolean): FileReport[] {
  const unwritten = new Map(
    dryRun ? reports.flatMap((row) => (row.outcome === 'ADDED' ? [[row.id, `${file}:${row.line}`] as const] : [])) : [],
  );
  const shown = ({ id, reason }: NearSource): Shown => {
    const record = unwritten.get(id);
    return record === undefined ? { id, reason } : { id: null, record, reason };
  };
  const named = (id: string) => unwritten.get(id) ?? id;
  return reports.map((report, at): FileReport => {
    const { line, outcome } = report;
    const about = { file, line, ...aboutRow(rows[at], report, named) };
    switch (outcome) {
      case 'ADDED':
        return { ...about, outcome, id: dryRun ? null : report.id, near: report.near.map(shown) };
      case 'KNOWN':
        return { ...about, outcome, ...shown(report), ...(report.filled && { filled: report.filled }) };
      case 'BROKEN':
        return { ...about, outcome, problems: report.problems };
      default:
        return report satisfies never;
    }
  });
}

function aboutRow(row: ReferenceRow | undefined, report: ImportedReference, named: (id: string) => string) {
  if (!row || 'problems' in row) return { title: null, warnings: [] };
  const { attributes, warnings = [], sign } = row;
  const title = typeof attributes['title'] === 'string' ? attributes['title'] : null;
  if (!sign) return { title, warnings };
  const own = 'id' in report ? [named(report.id)] : [];
  const sources = sign.about === 'ITSELF' ? own : (report.about ?? []).map(named);
  const { words, nature } = sign;
  return { title, warnings, editorial: { words, nature, proposedStanding: standings[nature], sources } };
}

/** One record: what became of it, and a line for everything that is told beside. */
export function reportLine(report: FileReport): string {
  const place = `${report.file}:${report.line}:`;
  return [`${place} ${decision(report)}`, ...besides(report).map((text) => `${place}   ${text}`)].join('\n');
}

/** What became of a record and why, in words. */
function decision(report: FileReport): string {
  const title = report.title === null ? '' : `: ${report.title}`;
  switch (report.outcome) {
    case 'ADDED': {
      const near = report.near.map(sourceWords).join(', ');
      const added = report.id === null ? 'would be added' : `added ${report.id}`;
      return `${added}${title}${near === '' ? '' : `; may be the same as ${near}`}`;
    }
    case 'KNOWN':
      return `${report.id === null ? 'the same as' : 'already here'} ${sourceWords(report)}${title}`;
    case 'BROKEN':
      return `broken: ${report.problems.join('; ')}`;
    default:
      return report satisfies never;
  }
}

function besides(report: FileReport): string[] {
  const { warnings, editorial } = report;
  const filled = report.outcome === 'KNOWN' ? Object.entries(report.filled ?? {}) : [];
  return [
    ...filled.map(([name, value]) => `added to it: ${name} ${value}`),
    ...(editorial ? [editorialWords(editorial)] : []),
    ...warnings.map(({ field, message }) => `warning, ${field}: ${message}`),
  ];
}

function editorialWords({ words, proposedStanding, sources }: EditorialReport): string {
  const where = sources.length === 0 ? 'a document that is not here' : sources.join(', ');
  return `it says “${words}”: the standing ${proposedStanding} is proposed for ${where}; nothing was set`;
}

const sourceWords = (shown: Shown) => `${shown.id ?? shown.record} (${shown.reason})`;

const columns = ['file', 'line', 'title', 'outcome', 'source', 'decision', 'near', 'added', 'editorial', 'warnings'];

/** All records as a table in CSV. */
export function reportTable(reports: readonly FileReport[]): string {
  const rows = reports.map((report) => [
    report.file,
    String(report.line),
    report.title ?? '',
    report.outcome,
    'id' in report ? (report.id ?? '') : '',
    report.outcome === 'KNOWN' ? report.reason : report.outcome === 'BROKEN' ? report.problems.join('; ') : '',
    report.outcome === 'ADDED' ? report.near.map(sourceWords).join('; ') : '',
    report.outcome === 'KNOWN'
      ? Object.entries(report.filled ?? {})
          .flat()
          .join(' ')
      : '',
    report.editorial ? `${report.editorial.proposedStanding} proposed for ${report.editorial.sources.join(', ')}` : '',
    report.warnings.map(({ field, message }) => `${field}: ${message}`).join('; '),
  ]);
  return [columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
}

/** Quoted, and harmless in a spreadsheet, which takes what begins with such a sign for a formula. */
export const cell = (text: string) => `"${(/^[=+\-@\t\r]/u.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** All records in one sentence. */
export function countsOf(reports: readonly FileReport[], dryRun: boolean): string {
  const count = (outcome: FileReport['outcome']) => reports.filter((report) => report.outcome === outcome).length;
  const [added, known, broken] = [count('ADDED'), count('KNOWN'), count('BROKEN')];
  return dryRun
    ? `${added} would be added, ${known} already here, ${broken} broken. Dry run: nothing was written.`
    : `${added} added, ${known} already here, ${broken} broken.`;
}
