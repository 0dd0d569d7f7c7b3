import { plugins } from '@citation-js/core';
import '@citation-js/plugin-ris';
import type { RowWarning } from '../../../curation/imports/sort-references.ts';
import type { CslItem } from '../csl-item.ts';
import { dateOfText, tellsNoYear } from '../date-of-text.ts';
import { nameOfText } from '../person-names.ts';
import { defined, firstOf, valuesOf, type RecordFields } from '../record-fields.ts';
import { kindOfRis } from './kind-of-ris.ts';
import type { ReadItem } from './reference-format.ts';

/** What the mapping is given: the tags of people, places and titles. Identifiers, dates and notes are read here. */
const mappedTags = new Set(
  'TY A2 A3 A4 ED TA T2 T3 BT CY C3 ET LA PB PP SE VL VO IS CP M1 J2 JA JF JO ST TI T1 CT'.split(' '),
);
const listed = new Set(['A2', 'A3', 'A4', 'ED', 'TA']);

/** A record of RIS as a CSL-JSON item. */
export function risItem(fields: RecordFields, people: readonly string[], found: readonly RowWarning[]): ReadItem {
  const warnings = [...found];
  const type = (fields.get('TY')?.[0] ?? '').toUpperCase();
  const mapped = mappedItem(fields, type);
  const authors = [...new Set(people)];
  const item = {
    ...mapped,
    title: firstOf(fields, 'TI', 'T1') ?? mapped['title'] ?? firstOf(fields, 'CT', 'BT', 'ST', 'TT', 'T2'),
    ...journalOf(fields, mapped),
    author: authors.length > 0 ? authors.map(nameOfText) : mapped['author'],
    issued: issuedOf(fields, warnings),
    page: pagesOf(fields),
    publisher: firstOf(fields, 'PB'),
    volume: mapped['volume'] ?? firstOf(fields, 'VL', 'VO'),
    issue: mapped['issue'] ?? firstOf(fields, 'IS', 'CP'),
    'available-date': undefined,
  };
  const kind = kindOfRis(type);
  return { item: defined(item), fields, kind, type, types: valuesOf(fields, 'M3'), warnings };
}

function mappedItem(fields: RecordFields, type: string): CslItem {
  const record = [...fields]
    .filter(([tag]) => mappedTags.has(tag))
    .map(([tag, values]) => {
      const lines = values.map((value) => value.replace(/\s+/gu, ' '));
      return [tag, listed.has(tag) && lines.length > 1 ? lines : lines[0]];
    });
  try {
    // A type that the mapping does not have is mapped as the general one.
    const known = { ...Object.fromEntries(record), TY: type === 'JOURN' ? 'JOUR' : type };
    const item = plugins.input.data(known, '@ris/record') as CslItem;
    return item['type'] === undefined ? (plugins.input.data({ ...known, TY: 'GEN' }, '@ris/record') as CslItem) : item;
  } catch {
    return {};
  }
}

const inJournals = new Set(['article-journal', 'article-magazine', 'article-newspaper', undefined]);

/** The journal, by its full name where one is given. EBSCOhost writes an alternative title into `T2`, so `JF` comes first. */
function journalOf(fields: RecordFields, { type }: CslItem): CslItem {
  if (!inJournals.has(type as string | undefined)) {
    const container = firstOf(fields, 'JF', 'JO', 'SO');
    return defined({ 'container-title': firstOf(fields, 'T2', 'BT') ?? container });
  }
  const full = firstOf(fields, 'JF', 'T2', 'JO', 'SO', 'BT');
  const short = firstOf(fields, 'JA', 'J2', 'J1');
  return defined({ 'container-title': full ?? short, 'container-title-short': full === short ? undefined : short });
}

/**
 * The first year that is told, with as much more as another date of the same year says: `DA` often holds a day without a
 * year, or free words.
 */
function issuedOf(fields: RecordFields, warnings: RowWarning[]): unknown {
  const dateFields = ['PY', 'Y1', 'YR', 'DA'].flatMap((tag) =>
    (fields.get(tag) ?? []).map((value) => ({ tag, value })),
  );
  const [first] = dateFields;
  const year = dateFields.flatMap(({ value }) => dateOfText(value)?.slice(0, 4) ?? [])[0];
  if (first === undefined) return undefined;
  const read = dateFields.map(({ tag, value }) => {
    const whole = year !== undefined && tellsNoYear(value) ? `${year} ${value}` : value;
    return { tag, value, date: dateOfText(whole) };
  });
  for (const { tag, value, date } of read)
    if (date === undefined)
      warnings.push({
        field: tag,
        message: `tells no date that is sure; left out: ${JSON.stringify(value.slice(0, 60))}`,
      });
  const dates = read.flatMap(({ date }) => (date?.slice(0, 4) === year && date !== undefined ? [date] : []));
  const [date] = dates.toSorted((one, other) => other.length - one.length);
  return date === undefined ? undefined : { raw: date };
}

/** Ovid writes `No` and `Specified` where there are no pages. */
function pagesOf(fields: RecordFields): string | undefined {
  const [start, end] = [firstOf(fields, 'SP'), firstOf(fields, 'EP')];
  const pages = [start, end].filter((page) => page !== undefined);
  if (pages.length === 0) return firstOf(fields, 'C7');
  return /^no\b.*specified/iu.test(pages.join(' ')) ? undefined : pages.join('-');
}
