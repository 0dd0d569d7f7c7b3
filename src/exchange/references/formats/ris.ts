import { plugins } from '@citation-js/core';
import '@citation-js/plugin-ris';
import type { CslItem } from '../csl-item.ts';
import { partialDateOf } from '../partial-date-of.ts';
import { largestRecord, tooLong, type FormatRecord, type ReferenceFormat } from './reference-format.ts';

const field = /^([A-Z][A-Z0-9]) {2}-(?: (.*))?$/u;

/** The fields of one record by tag, in order. Tags are two capitals, so no key can be one that the language knows. */
type Fields = Map<string, string[]>;

interface Open {
  readonly line: number;
  readonly fields: Fields;
  last: string;
  length: number;
}

/**
 * RIS. Lines are read here, because Citation.js drops what stands behind a second "  - " and gives up a whole file for
 * one bad record; what the tags of each type of document mean is its knowledge.
 */
export const ris: ReferenceFormat = {
  title: 'RIS',
  extensions: ['.ris'],
  looksLike: (text) => /^\s*TY {2}-/u.test(text),
  *records(text) {
    let open: Open | undefined;
    let line = 0;
    for (const written of text.split(/\r\n|\r|\n/u)) {
      line += 1;
      const [, tag, value = ''] = field.exec(written.trimEnd()) ?? [];
      if (tag === 'TY') {
        if (open) yield { line: open.line, message: 'the record does not end: ER is missing' };
        open = { line, fields: new Map(), last: '', length: 0 };
      }
      if (!open) {
        if (written.trim() !== '') yield { line, message: 'a record starts with TY' };
      } else if (tag === 'ER') {
        yield recordOf(open);
        open = undefined;
      } else add(open, tag, tag === undefined ? written.trim() : value.trim());
    }
    if (open) yield { line: open.line, message: 'the record does not end: ER is missing' };
  },
};

/** A line without a tag goes on with the field before it. */
function add(open: Open, tag: string | undefined, value: string): void {
  open.length += value.length;
  if (value === '' || open.length > largestRecord) return;
  const values = open.fields.get(tag ?? open.last) ?? [];
  if (tag === undefined && values.length > 0) values.push(`${values.pop()} ${value}`);
  else values.push(value);
  open.last = tag ?? open.last;
  open.fields.set(open.last, values);
}

function recordOf({ line, fields, length }: Open): FormatRecord {
  if (length > largestRecord) return { line, message: tooLong };
  const type = fields.get('TY')?.[0]?.toUpperCase();
  if (type === undefined) return { line, message: 'TY names no type' };
  const item = mapped(fields, type);
  if (!item) return { line, message: 'the tags of the record cannot be read together' };
  if (item['type'] === undefined) return { line, message: `TY ${JSON.stringify(type.slice(0, 60))} is no type of RIS` };
  return { line, item: { ...item, ...toldByTags(fields), ...issuedOf(item, fields) } };
}

/** Tags that may stand several times. Of any other the first counts: the mapping throws for more. */
const listed = new Set(['AU', 'A1', 'A2', 'A3', 'A4', 'ED', 'TA', 'KW']);

function mapped(fields: Fields, type: string): CslItem | undefined {
  const record = [...fields].map(([tag, values]) => [tag, listed.has(tag) && values.length > 1 ? values : values[0]]);
  try {
    return plugins.input.data({ ...Object.fromEntries(record), TY: type }, '@ris/record') as CslItem;
  } catch {
    return undefined;
  }
}

/** What the mapping leaves out or mixes up, as the tags tell it. */
function toldByTags(fields: Fields): CslItem {
  const first = (...tags: readonly string[]) => tags.flatMap((tag) => fields.get(tag) ?? [])[0];
  const like = (expression: RegExp, ...tags: readonly string[]) =>
    tags.flatMap((tag) => fields.get(tag) ?? []).find((value) => expression.test(value));
  const told = {
    // Some databases write the DOI into M3, which by itself is the type of work.
    DOI: first('DO') ?? like(/^(?:doi:\s*|https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4,9}\//iu, 'M3'),
    // An accession number is a PubMed id only where the database is PubMed.
    PMID: like(/^(?:pubmed|medline)/iu, 'DB') === undefined ? undefined : like(/^(?:pmid:?\s*)?\d{1,9}$/iu, 'AN'),
    ISBN: like(/^(?:isbn[:\s]*)?(?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dX](?!\d)/iu, 'SN'),
    publisher: first('PB'),
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

/** The mapped date where the year agrees with it, else the year: `DA` often holds a day without one, or free words. */
function issuedOf({ issued }: CslItem, fields: Fields): CslItem {
  const [year] = [...(fields.get('PY') ?? []), ...(fields.get('Y1') ?? [])];
  if (year === undefined || partialDateOf(issued)?.startsWith(year.slice(0, 4))) return {};
  return { issued: { raw: year.replace(/\/[^\d/]*$/u, '') } };
}
