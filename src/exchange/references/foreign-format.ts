interface ForeignFormat {
  readonly looksLike: RegExp;
  readonly name: string;
  readonly instead: string;
}

/** What people bring that is no list of references, or one that is not read: what it is, and what to do. */
const foreignFormats: readonly ForeignFormat[] = [
  {
    looksLike: /^PK[^\n\w ]{2}/u,
    name: 'an Excel, Word or zip file',
    instead: 'save the table as CSV, or export the library as RIS',
  },
  { looksLike: /^%PDF-/u, name: 'a PDF', instead: 'export the reference as RIS or BibTeX' },
  { looksLike: /^\{\\rtf/u, name: 'RTF', instead: 'export it as RIS' },
  {
    looksLike: /^\s*(?:<!doctype html|<html)/iu,
    name: 'a web page',
    instead: 'use the export of the database, as RIS or .nbib',
  },
  { looksLike: /<rdf:RDF/u, name: 'RDF', instead: 'export it from Zotero as RIS, BibTeX or CSL JSON' },
  { looksLike: /<modsCollection|<mods[\s>]/u, name: 'MODS XML', instead: 'export it as RIS' },
  { looksLike: /<COCHRANE_REVIEW/u, name: 'a RevMan review', instead: 'export its references as RIS' },
  {
    looksLike: /^\s*1: .+\n/u,
    name: 'PubMed’s summary text',
    instead: 'save it from PubMed in the format PubMed (.nbib)',
  },
  { looksLike: /^\s*<\s*1\s*>\s*\n/u, name: 'Ovid’s text', instead: 'export it from Ovid as RIS' },
  {
    looksLike: /^\s*<\?xml|^\s*<[a-z]/iu,
    name: 'XML that is neither EndNote’s nor PubMed’s',
    instead: 'export it as RIS',
  },
];

/** What a text is that no format here reads, or undefined. */
export function foreignFormat(text: string): string | undefined {
  const start = text.slice(0, 20_000);
  const found = foreignFormats.find(({ looksLike }) => looksLike.test(start));
  return found && `looks like ${found.name}: ${found.instead}.`;
}
