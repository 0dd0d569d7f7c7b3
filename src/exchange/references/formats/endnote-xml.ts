import { dateOfText, tellsNoYear } from '../date-of-text.ts';
import { nameOfText } from '../person-names.ts';
import { defined, type RecordFields } from '../record-fields.ts';
import { endnoteType } from './endnote-type.ts';
import type { ReadItem, ReferenceFormat } from './reference-format.ts';
import { xmlFormatRecords } from './xml-format.ts';
import { elementsAt, textsAt, type XmlElement } from './xml-records.ts';

/** EndNote's XML (`<xml><records><record>`), which Covidence and Zotero's EndNote export use too. */
export const endnoteXml: ReferenceFormat = {
  title: 'EndNote XML',
  extensions: ['.xml'],
  looksLike: (text) => /<records>\s*<record>|<record>\s*<database|<source-app/u.test(text.slice(0, 20_000)),
  records: (text) => xmlFormatRecords(text, ['record'], endnoteItem),
};

function endnoteItem(record: XmlElement): ReadItem {
  const first = (...path: readonly string[]) => textsAt(record, ...path)[0];
  const named = elementsAt(record, 'ref-type')[0]?.attributes['name'] ?? '';
  const { type, kind } = endnoteType(named);
  const names = (list: string) => {
    const people = textsAt(record, 'contributors', list, 'author').map(nameOfText);
    return people.length > 0 ? people : undefined;
  };
  const item = defined({
    type,
    title: first('titles', 'title'),
    author: names('authors'),
    editor: names('secondary-authors'),
    'container-title': first('periodical', 'full-title') ?? first('titles', 'secondary-title'),
    'container-title-short': first('periodical', 'abbr-1') ?? first('titles', 'abbr-1'),
    volume: first('volume'),
    issue: first('number'),
    page: first('pages'),
    publisher: first('publisher'),
    'publisher-place': first('pub-location'),
    language: first('language'),
    edition: first('edition'),
    issued: issuedOf(first('dates', 'year'), first('dates', 'pub-dates', 'date')),
  });
  return { item, fields: fieldsOf(record), kind, type: named, types: textsAt(record, 'work-type') };
}

function issuedOf(year: string | undefined, day: string | undefined): unknown {
  const whole = year !== undefined && day !== undefined && tellsNoYear(day) ? `${year} ${day}` : day;
  const precise = whole === undefined ? undefined : dateOfText(whole);
  const raw = year === undefined || precise?.startsWith(year) ? (precise ?? day) : year;
  return raw === undefined ? undefined : { raw };
}

const identifying =
  'electronic-resource-num accession-num remote-database-provider isbn notes custom1 custom2 title'.split(' ');

const fieldsOf = (record: XmlElement): RecordFields =>
  new Map([
    ...identifying.map((name) => [name, textsAt(record, name)] as const),
    ['title', textsAt(record, 'titles', 'title')],
    ['url', elementsAt(record, 'urls').flatMap(({ children }) => children.flatMap((urls) => textsAt(urls, 'url')))],
  ]);
