import { keysOf } from '../../support/keys-of.ts';
import { invalidArgument } from '../../domain/errors.ts';
import { bibtex } from './formats/bibtex.ts';
import { cslJson } from './formats/csl-json.ts';
import type { ReferenceFormat } from './formats/reference-format.ts';
import { nbib } from './formats/nbib.ts';
import { ris } from './formats/ris.ts';
import { ciw } from './formats/ciw.ts';
import { csv } from './formats/csv.ts';
import { endnoteXml } from './formats/endnote-xml.ts';
import { enw } from './formats/enw.ts';
import { pubmedXml } from './formats/pubmed-xml.ts';

/** The one table of formats: a new one is a file beside these and a line here. */
export const referenceFormats = {
  ris,
  bibtex,
  'csl-json': cslJson,
  nbib,
  ciw,
  enw,
  'endnote-xml': endnoteXml,
  'pubmed-xml': pubmedXml,
  csv,
} as const satisfies Record<string, ReferenceFormat>;

export type ReferenceFormatName = keyof typeof referenceFormats;

export const referenceFormatNames = keysOf(referenceFormats);

/** The format that the name of a file tells. */
export function formatOfFile(file: string): ReferenceFormatName {
  const ends = (extension: string) => file.toLowerCase().endsWith(extension);
  const found = referenceFormatNames.find((name) => referenceFormats[name].extensions.some(ends));
  if (found) return found;
  const endings = new Map<string, string[]>();
  for (const name of referenceFormatNames) {
    const extensions = referenceFormats[name].extensions.join(', ');
    endings.set(extensions, [...(endings.get(extensions) ?? []), name]);
  }
  const allowed = [...endings].map(([extensions, names]) => `${extensions} (${names.join(', ')})`);
  throw invalidArgument(
    'file',
    `The name of the file must end with one of ${allowed.join(', ')}, or the format must be named; got ${JSON.stringify(file)}.`,
  );
}

/** The format that a pasted text looks like, or undefined. */
export const formatOfText = (text: string): ReferenceFormatName | undefined =>
  referenceFormatNames.find((name) => referenceFormats[name].looksLike(text));
