import { dataOf, type RecordWrite, type StoredRecord } from '../../store/record.ts';
import type { RowReport } from './sort-references.ts';

/** What became of each row of an import. */
export interface ImportReport {
  /** Null for a dry run, which leaves nothing behind. */
  readonly id: string | null;
  readonly rows: readonly ImportedRow[];
}

/** A row, and the proposal that would add its source. */
export type ImportedRow = RowReport & { readonly proposal: string | null };

export const importType = 'import';

export interface KeptReport extends ImportReport {
  readonly id: string;
}

/** The report is kept, so that a repeated request gets the same one. */
export const importRecord = ({ id, rows }: KeptReport, owner: string, at: string): RecordWrite => ({
  type: importType,
  id,
  expectedVersion: 0,
  status: 'DONE',
  owner,
  at,
  subject: null,
  data: { rows },
});

/** Undoes {@link importRecord}. */
export const importReportOf = (record: StoredRecord): KeptReport => ({
  id: record.id,
  rows: dataOf<Pick<ImportReport, 'rows'>>(record).rows,
});

/** The same without proposals, which a dry run does not make. */
export const dryReport = ({ rows }: ImportReport): ImportReport => ({
  id: null,
  rows: rows.map((row) => ({ ...row, proposal: null })),
});
