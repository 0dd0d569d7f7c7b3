import { missing } from '../write-text.ts';

/** What a statement gave back as one list. */
export type Values = readonly unknown[];

/** The rows that stand at a place among values. */
export const rowsAt = (values: Values, place: number) => values[place] as readonly Values[];

/** Writes a part of a text from a list of values; `read` is the part of the request's plan that it belongs to. */
export type Write<Read> = (values: Values, read: Read) => string;

/** Writes the parts of a text one after the other; a string stands as it is. */
export function joined<Part extends object, Read>(
  parts: readonly (string | Part)[],
  compile: (part: Part) => Write<Read>,
): Write<Read> {
  const writes = parts.map((part) => (typeof part === 'string' ? part : compile(part)));
  return (values, read) => {
    let written = '';
    for (const write of writes) written += typeof write === 'string' ? write : write(values, read);
    return written;
  };
}

/** Gives the whole text up. */
export function giveUp(): never {
  throw missing;
}
