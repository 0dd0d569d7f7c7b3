import { formatLines } from './format-lines.ts';
import { defined, firstOf, valuesOf, type RecordFields } from '../record-fields.ts';
import { dateOfText, tellsNoYear } from '../date-of-text.ts';
import { endnoteType } from './endnote-type.ts';
import { largestRecord, tooLong, type FormatRecord, type ReadItem, type ReferenceFormat } from './reference-format.ts';
import { taggedItem } from './tagged-item.ts';

const field = /^(%[A-Z0-9@!#$&()*+<=>?[\]^~|])(?:\s(.*))?$/iu;

/** EndNote's import format, also called Refer: what Google Scholar and many publishers offer as EndNote. */
export const enw: ReferenceFormat = {
  title: 'EndNote import format (.enw)',
  extensions: ['.enw'],
  looksLike: (text) => /^\uFEFF?\s*%[0A-Z] \S/u.test(text.slice(0, 2_000)) && /^%[TA] /mu.test(text.slice(0, 20_000)),
  *records(text) {
    let open: Open | undefined;
    let skipped = { line: 0, count: 0 };
    for (const { line, written } of formatLines(text)) {
      const [, tag, value = ''] = field.exec(written) ?? [];
      if (open && (tag === '%0' || (tag !== undefined && open.paused))) {
        yield toFormatRecord(open);
        open = undefined;
      }
      if (written.trim() === '') {
        if (open) open.paused = true;
      } else if (tag === undefined && (!open || open.paused))
        skipped = { line: skipped.line || line, count: skipped.count + 1 };
      else
        add(
          (open ??= { line, fields: new Map(), last: '', length: 0, paused: false }),
          tag,
          (tag === undefined ? written : value).trim(),
        );
    }
    if (open) yield toFormatRecord(open);
    if (skipped.count > 0) yield { line: skipped.line, skipped: skipped.count };
  },
};

interface Open {
  readonly line: number;
  readonly fields: Map<string, string[]>;
  last: string;
  length: number;
  paused: boolean;
}

function add(open: Open, tag: string | undefined, value: string): void {
  open.length += value.length;
  open.last = tag ?? open.last;
  if (value === '' || open.length > largestRecord) return;
  const values = open.fields.get(open.last) ?? [];
  if (tag === undefined && values.length > 0) values.push(`${values.pop()}\n${value}`);
  else values.push(value);
  open.fields.set(open.last, values);
}

const toFormatRecord = ({ line, fields, length }: Open): FormatRecord =>
  length > largestRecord ? { line, message: tooLong } : { line, ...enwItem(fields) };

const tags = {
  title: ['%T', '%Q'],
  author: ['%A'],
  editor: ['%E'],
  journal: ['%J', '%B'],
  shortJournal: ['%O'],
  volume: '%V',
  issue: '%N',
  publisher: ['%I'],
  place: ['%C'],
  language: '%G',
  edition: '%7',
};

function enwItem(fields: RecordFields): ReadItem {
  const named = firstOf(fields, '%0');
  const { type, kind } = endnoteType(named ?? (fields.has('%J') ? 'Journal Article' : 'Generic'));
  const [year, day] = [firstOf(fields, '%D'), firstOf(fields, '%8')];
  const whole = year !== undefined && day !== undefined && tellsNoYear(day) ? `${year} ${day}` : day;
  const precise = whole === undefined ? undefined : dateOfText(whole);
  const raw = year !== undefined && precise?.startsWith(year) ? precise : (year ?? day);
  const item = defined({
    ...taggedItem(fields, tags),
    type,
    issued: raw === undefined ? undefined : { raw },
    page: firstOf(fields, '%P'),
  });
  return { item, fields, kind, type: named, types: valuesOf(fields, '%9') };
}
