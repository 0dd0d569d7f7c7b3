import type { CslItem } from '../csl-item.ts';

/** One record of a file as CSL-JSON, or why it cannot be read; lines count from 1. */
export type FormatRecord = { readonly line: number } & ({ readonly item: CslItem } | { readonly message: string });

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
