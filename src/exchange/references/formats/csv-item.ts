import { endnoteType } from './endnote-type.ts';
import { nameOfText } from '../person-names.ts';
import { defined, firstOf, type RecordFields } from '../record-fields.ts';
import type { ReadItem } from './reference-format.ts';

/** Zotero's types of items, in the words of EndNote's. */
const zoteroTypes: Readonly<Record<string, string>> = {
  journalArticle: 'journal article',
  magazineArticle: 'magazine article',
  newspaperArticle: 'newspaper article',
  bookSection: 'book section',
  encyclopediaArticle: 'encyclopedia',
  dictionaryEntry: 'encyclopedia',
  conferencePaper: 'conference paper',
  webpage: 'web page',
  blogPost: 'blog',
  forumPost: 'blog',
  document: 'generic',
};

/** What documents of Scopus are called, likewise. */
const scopusTypes: readonly (readonly [RegExp, string])[] = [
  [/^conference paper/iu, 'conference paper'],
  [/^book chapter/iu, 'book section'],
  [/^book$/iu, 'book'],
  [/^data paper/iu, 'journal article'],
];

/** A row of a table as a CSL-JSON item. */
export function csvItem(fields: RecordFields): ReadItem {
  const first = (name: string) => firstOf(fields, name);
  const written = first('itemtype');
  const said = first('type');
  const scopus = scopusTypes.find(([shape]) => said !== undefined && shape.test(said))?.[1];
  const named =
    written === undefined
      ? (scopus ?? (first('journal') === undefined ? 'generic' : 'journal article'))
      : (zoteroTypes[written] ?? written);
  const { type, kind } = endnoteType(named);
  const author = peopleOf(first('authorfull')?.replace(/\s*\(\d+\)/gu, '') ?? first('author'));
  return {
    item: defined({
      type,
      title: first('title'),
      author: author.length > 0 ? author : undefined,
      'container-title': first('journal'),
      'container-title-short': first('shortjournal'),
      volume: first('volume'),
      issue: first('issue'),
      page: pagesOf(fields),
      publisher: first('publisher'),
      'publisher-place': first('place'),
      language: first('language'),
      edition: first('edition'),
      issued: issuedOf(fields),
    }),
    fields,
    kind,
    type: written ?? said,
    types: said === undefined ? [] : [said],
  };
}

/** Parted by semicolons, else by `and`, else by commas between `Family I.`; a comma alone parts family and given name. */
function peopleOf(text: string | undefined): readonly Readonly<Record<string, string>>[] {
  if (text === undefined) return [];
  const parts = text.includes(';')
    ? text.split(';')
    : / and /u.test(text)
      ? text.split(/,? and /u)
      : splitByCommas(text);
  return parts.flatMap((part) => (part.trim() === '' ? [] : [nameOfText(part.trim())]));
}

const withInitials = /^[\p{L}'’ -]+ (?:\p{Lu}\.?-?){1,4}$/u;

function splitByCommas(text: string): string[] {
  const parts = text.split(/,\s*/u);
  return parts.length > 1 && parts.every((part) => withInitials.test(part)) ? parts : [text];
}

function pagesOf(fields: RecordFields): string | undefined {
  const [start, end] = [firstOf(fields, 'pagestart'), firstOf(fields, 'pageend')];
  if (start === undefined) return firstOf(fields, 'pages', 'articlenumber');
  return end === undefined ? start : `${start}-${end}`;
}

function issuedOf(fields: RecordFields): unknown {
  const [date, year, month, day] = ['date', 'year', 'month', 'day'].map((name) => firstOf(fields, name));
  if (date !== undefined) return { raw: date };
  if (year === undefined) return undefined;
  const parts = [month, day].every((part) => part === undefined || /^\d{1,2}$/u.test(part));
  return {
    raw: parts
      ? [year, month, day].filter((part) => part !== undefined).join('-')
      : [day, month, year].filter((part) => part !== undefined).join(' '),
  };
}
