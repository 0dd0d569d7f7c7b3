import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import type { CslItem } from '../csl-item.ts';
import { dateOfText, tellsNoYear } from '../date-of-text.ts';
import { defined, firstOf, type RecordFields } from '../record-fields.ts';
import type { ReadItem } from './reference-format.ts';

/** The kinds of the types of entries; any other says none. */
const kinds: Readonly<Record<string, string>> = {
  article: 'ARTICLE',
  book: 'BOOK',
  mvbook: 'BOOK',
  collection: 'BOOK',
  booklet: 'BOOK',
  proceedings: 'BOOK',
  reference: 'BOOK',
  periodical: 'BOOK',
  inbook: 'CHAPTER',
  bookinbook: 'CHAPTER',
  suppbook: 'CHAPTER',
  incollection: 'CHAPTER',
  inreference: 'CHAPTER',
  inproceedings: 'CONFERENCE_PAPER',
  conference: 'CONFERENCE_PAPER',
  thesis: 'THESIS',
  phdthesis: 'THESIS',
  mastersthesis: 'THESIS',
  techreport: 'REPORT',
  report: 'REPORT',
  manual: 'REPORT',
  patent: 'REPORT',
  unpublished: 'REPORT',
  software: 'DATASET',
  dataset: 'DATASET',
  online: 'WEB',
  electronic: 'WEB',
  www: 'WEB',
  preprint: 'PREPRINT',
  legislation: 'REPORT',
  jurisdiction: 'REPORT',
  standard: 'GUIDELINE',
};

interface ParsedEntry {
  readonly type: string;
  readonly label: string;
  readonly properties: Readonly<Record<string, string | number>>;
}

/** Fields that are read here, and could only stop the mapping. */
const readHere = new Set([
  'doi',
  'url',
  'isbn',
  'issn',
  'eissn',
  'pmid',
  'year',
  'month',
  'date',
  'eprint',
  'pages',
  'urldate',
]);

/** The items of a text of one entry, each with its fields. Throws what the parser throws. */
export function bibtexItems(text: string): ReadItem[] {
  const parsed = plugins.input.data(text, '@biblatex/text') as readonly ParsedEntry[];
  return parsed.map((entry) => {
    const fields = fieldsOf(entry.properties);
    const [mapped = {}] = mappedItems(entry);
    const pages = firstOf(fields, 'pages');
    const item = {
      ...mapped,
      issued: issuedOf(fields),
      page: pages?.replace(/\s*(?:--+|[\u2013\u2014])\s*/gu, '-'),
      ...more(fields, mapped),
    };
    const type = entry.type.toLowerCase();
    const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    return {
      item: defined(item),
      fields,
      kind,
      type,
      types: firstOf(fields, 'document_type', 'type')?.split(';') ?? [],
    };
  });
}

function mappedItems(entry: ParsedEntry): readonly CslItem[] {
  const properties = Object.fromEntries(
    Object.entries(entry.properties).filter(([name]) => !readHere.has(name.toLowerCase())),
  );
  return plugins.input.data({ ...entry, properties }, '@biblatex/entry+object') as readonly CslItem[];
}

/** The mapping leaves some types without what they say. */
const more = (fields: RecordFields, { title, publisher }: CslItem) =>
  defined({
    title: title ?? firstOf(fields, 'booktitle'),
    publisher: publisher ?? firstOf(fields, 'institution', 'school', 'organization'),
  });

const fieldsOf = (properties: ParsedEntry['properties']): RecordFields =>
  new Map(
    Object.entries(properties).map(([name, value]) => [
      name.toLowerCase(),
      [String(value).replace(/[{}]/gu, '').trim()],
    ]),
  );

/** BibLaTeX's date, else the year with its month. A value with `~` or `?` is about a year, and tells none. */
function issuedOf(fields: RecordFields): unknown {
  const [date, year, month] = ['date', 'year', 'month'].map((name) => firstOf(fields, name));
  if (date !== undefined) return { raw: date };
  if (year === undefined) return undefined;
  const whole = month === undefined ? year : /^\d{1,2}$/u.test(month) ? `${year}-${month}` : `${year} ${month}`;
  return { raw: month !== undefined && tellsNoYear(month) && dateOfText(whole) !== undefined ? whole : year };
}
