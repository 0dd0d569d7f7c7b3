import type { RowWarning } from '../../../curation/imports/sort-references.ts';
import type { CslItem } from '../csl-item.ts';
import type { RecordFields } from '../record-fields.ts';

/** One record as CSL-JSON, with what its format tells beside it. */
export interface ReadItem {
  readonly item: CslItem;
  /** The fields as they stand in the file, by tag: identifiers are looked for in them. Absent: the item's own variables. */
  readonly fields?: RecordFields;
  /** The kind of source, where the format says it better than the type of the item. */
  readonly kind?: string | undefined;
  /** What the format calls the type of the record, for a warning. */
  readonly type?: string | undefined;
  /** Types of publication, as PubMed has several of one document. */
  readonly types?: readonly string[];
  readonly warnings?: readonly RowWarning[];
}

/** One record of a file, why it cannot be read, or how many lines between records were passed over; lines count from 1. */
export type FormatRecord = { readonly line: number } & (
  ReadItem | { readonly message: string } | { readonly skipped: number }
);

/** A way to write references down. */
export interface ReferenceFormat {
  /** What people call it. */
  readonly title: string;
  /** How names of its files end, the dot included. */
  readonly extensions: readonly string[];
  /** Whether a pasted text looks like it. */
  looksLike(text: string): boolean;
  /** Every record in reading order, broken ones too: what is wrong with one says nothing about the next. */
  records(text: string): Iterable<FormatRecord>;
}

/** Longest record, in UTF-16 units: as much as a request may bring. */
export const largestRecord = 256 * 1024;

export const tooLong = `the record has more than ${largestRecord / 1024} Ki characters`;
