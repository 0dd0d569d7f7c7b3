import type { ReferenceRow } from '../../curation/imports/sort-references.ts';
import { invalidArgument } from '../../domain/errors.ts';
import { referenceFormats, type ReferenceFormatName } from './reference-formats.ts';
import { wholeSourceOfCsl, type ReadSource } from './source-of-csl.ts';

export interface ReadOptions {
  readonly format: ReferenceFormatName;
  /** The kind of records whose type says none. */
  readonly kind?: string | undefined;
}

export const referenceLimits = {
  /** Rows of one file. */
  rows: 20_000,
  /** Longest file, in UTF-16 units. */
  file: 64 * 1024 * 1024,
} as const;

/** The records of a text, and how many lines stood between them that are none. */
export interface ReferenceList {
  readonly rows: ReferenceRow[];
  readonly skippedLines: number;
}

/** Every record of a text, each for itself. Refused as a whole are only texts that are too long or hold no record. */
export function readReferences(text: string, options: ReadOptions): ReferenceRow[] {
  return readReferenceList(text, options).rows;
}

/** The same, with warnings about the text as a whole. */
export function readReferenceList(text: string, { format, kind }: ReadOptions): ReferenceList {
  const { file, rows: most } = referenceLimits;
  if (text.length > file)
    throw invalidArgument(
      'text',
      `A file of references may have ${file / 1024 / 1024} Mi characters at most: split it.`,
    );
  const rows: ReferenceRow[] = [];
  let skippedLines = 0;
  for (const record of referenceFormats[format].records(text)) {
    if ('skipped' in record) {
      skippedLines += record.skipped;
      continue;
    }
    if (rows.length === most)
      throw invalidArgument('text', `A file of references may have ${most} records at most: split it.`);
    rows.push('item' in record ? rowOf(record.line, wholeSourceOfCsl(record, { format, kind })) : broken(record));
  }
  if (rows.length === 0)
    throw invalidArgument('text', `The text holds no record of ${referenceFormats[format].title}.`);
  return { rows, skippedLines };
}

const broken = ({ line, message }: { readonly line: number; readonly message: string }): ReferenceRow => ({
  line,
  problems: [message],
});

function rowOf(line: number, { attributes, problems, warnings, sign }: ReadSource): ReferenceRow {
  if (problems.length > 0) return { line, problems };
  return { line, attributes, ...(warnings.length > 0 && { warnings }), ...(sign && { sign }) };
}
