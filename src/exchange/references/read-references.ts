import type { ReferenceRow } from '../../curation/sort-references.ts';
import { invalidArgument } from '../../domain/errors.ts';
import { referenceFormats, type ReferenceFormatName } from './reference-formats.ts';
import { wholeSourceOfCsl } from './source-of-csl.ts';

export interface ReadOptions {
  readonly format: ReferenceFormatName;
  /** The kind of records whose type says none. */
  readonly kind?: string | undefined;
}

export const referenceLimits = {
  /** Rows of one file. */
  rows: 10_000,
  /** Longest file, in UTF-16 units. */
  file: 16 * 1024 * 1024,
} as const;

/** Every record of a text, each for itself. Refused as a whole are only texts that are too long or hold no record. */
export function readReferences(text: string, { format, kind }: ReadOptions): ReferenceRow[] {
  const { file, rows: most } = referenceLimits;
  if (text.length > file)
    throw invalidArgument(
      'text',
      `A file of references may have ${file / 1024 / 1024} Mi characters at most: split it.`,
    );
  const rows: ReferenceRow[] = [];
  for (const record of referenceFormats[format].records(text)) {
    if (rows.length === most)
      throw invalidArgument('text', `A file of references may have ${most} records at most: split it.`);
    rows.push('item' in record ? rowOf(record.line, wholeSourceOfCsl(record.item, kind)) : broken(record));
  }
  if (rows.length === 0)
    throw invalidArgument('text', `The text holds no record of ${referenceFormats[format].title}.`);
  return rows;
}

const broken = ({ line, message }: { readonly line: number; readonly message: string }): ReferenceRow => ({
  line,
  problems: [message],
});

const rowOf = (line: number, { attributes, problems }: ReturnType<typeof wholeSourceOfCsl>): ReferenceRow =>
  problems.length > 0 ? { line, problems } : { line, attributes };
