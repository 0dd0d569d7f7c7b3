import { keysOf } from '../../support/keys-of.ts';
import { invalidArgument } from '../../domain/errors.ts';
import { bibtex } from './formats/bibtex.ts';
import { cslJson } from './formats/csl-json.ts';
import type { ReferenceFormat } from './formats/reference-format.ts';
import { ris } from './formats/ris.ts';

/** The one table of formats: a new one is a file beside these and a line here. */
export const referenceFormats = { ris, bibtex, 'csl-json': cslJson } as const satisfies Record<string, ReferenceFormat>;

export type ReferenceFormatName = keyof typeof referenceFormats;

export const referenceFormatNames = keysOf(referenceFormats);

/** The format that the name of a file tells. */
export function formatOfFile(file: string): ReferenceFormatName {
  const ends = (extension: string) => file.toLowerCase().endsWith(extension);
  const found = referenceFormatNames.find((name) => referenceFormats[name].extensions.some(ends));
  if (found) return found;
  const allowed = referenceFormatNames.map((name) => `${referenceFormats[name].extensions.join(', ')} (${name})`);
  throw invalidArgument(
    'file',
    `The name of the file must end with one of ${allowed.join(', ')}, or the format must be named; got ${JSON.stringify(file)}.`,
  );
}

/** The format that a pasted text looks like, or undefined. */
export const formatOfText = (text: string): ReferenceFormatName | undefined =>
  referenceFormatNames.find((name) => referenceFormats[name].looksLike(text));
