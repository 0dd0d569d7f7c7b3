import { formatLines } from './format-lines.ts';
import { defined, firstOf, valuesOf, type RecordFields } from '../record-fields.ts';
import { dateOfText, tellsNoYear } from '../date-of-text.ts';
import { endnoteType } from './endnote-type.ts';
import type { ReadItem, ReferenceFormat } from './reference-format.ts';
import { taggedItem } from './tagged-item.ts';
import { TaggedRecord } from './tagged-record.ts';

const field = /^(%[A-Z0-9@!#$&()*+<=>?[\]^~|])(?:\s(.*))?$/iu;

/** Lines of a value are kept apart: a note may have several. */
const joint = () => '\n';

/** EndNote's import format, also called Refer: what Google Scholar and many publishers offer as EndNote. */
export const enw: ReferenceFormat = {
  title: 'EndNote import format (.enw)',
  extensions: ['.enw'],
  looksLike: (text) => /^\uFEFF?\s*%[0A-Z] \S/u.test(text.slice(0, 2_000)) && /^%[TA] /mu.test(text.slice(0, 20_000)),
  *records(text) {
    let open: TaggedRecord | undefined;
    // A blank line was met since the last field.
    let paused = false;
    let skipped = { line: 0, count: 0 };
    for (const { line, written } of formatLines(text)) {
      const [, tag, value = ''] = field.exec(written) ?? [];
      if (open && (tag === '%0' || (tag !== undefined && paused))) {
        yield open.read(enwItem);
        open = undefined;
      }
      if (!open) paused = false;
      if (written.trim() === '') paused = true;
      else if (tag === undefined && (!open || paused))
        skipped = { line: skipped.line || line, count: skipped.count + 1 };
      else (open ??= new TaggedRecord(line, joint)).add(tag, (tag === undefined ? written : value).trim());
    }
    if (open) yield open.read(enwItem);
    if (skipped.count > 0) yield { line: skipped.line, skipped: skipped.count };
  },
};

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
