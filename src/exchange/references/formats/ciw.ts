import { formatLines } from './format-lines.ts';
import { defined, firstOf, valuesOf, type RecordFields } from '../record-fields.ts';
import type { ReadItem, ReferenceFormat } from './reference-format.ts';
import { taggedItem } from './tagged-item.ts';
import { TaggedRecord } from './tagged-record.ts';

const field = /^([A-Z][A-Z0-9])(?: (.*))?$/u;

/** Each line of these is a value; the lines of any other are one. */
const listed = new Set(['AU', 'AF', 'BA', 'BF', 'BE', 'CA', 'GP']);
const joint = (tag: string) => (listed.has(tag) ? undefined : ' ');

/** Web of Science's plain text (`FN Clarivate …`), as .ciw or savedrecs.txt. */
export const ciw: ReferenceFormat = {
  title: 'Web of Science (.ciw, plain text)',
  extensions: ['.ciw'],
  looksLike: (text) =>
    /^\uFEFF?\s*(?:FN (?:Clarivate|Thomson|ISI)|(?:VR \d\S*\s+)?PT [JBSP]\s)/u.test(text.slice(0, 2_000)),
  *records(text) {
    let open: TaggedRecord | undefined;
    let skipped = { line: 0, count: 0 };
    for (const { line, written } of formatLines(text)) {
      const [, tag, value = ''] = field.exec(written) ?? [];
      if (tag === 'PT') {
        if (open) yield open.read((fields) => ciwItem(fields, brokenOff));
        open = new TaggedRecord(line, joint);
      }
      if (tag === 'ER' && open) {
        yield open.read((fields) => ciwItem(fields));
        open = undefined;
      } else if (open) open.add(tag, tag === undefined ? written.trim() : value.trim());
      else if (written.trim() !== '' && !/^(?:FN|VR|EF)\b/u.test(written))
        skipped = { line: skipped.line || line, count: skipped.count + 1 };
    }
    if (open) yield open.read((fields) => ciwItem(fields, brokenOff));
    if (skipped.count > 0) yield { line: skipped.line, skipped: skipped.count };
  },
};

/** A record that breaks off before its end is read, and that is said. */
const brokenOff = [{ field: 'ER', message: 'the record does not end with ER' }];

const tags = {
  title: ['TI'],
  author: ['AF', 'AU', 'BF', 'BA'],
  groups: ['CA'],
  editor: ['BE', 'ED'],
  journal: ['SO'],
  shortJournal: ['JI', 'J9'],
  volume: 'VL',
  issue: 'IS',
  publisher: ['PU'],
  place: ['PI'],
  language: 'LA',
};

const cslTypes: Readonly<Record<string, string>> = { J: 'article-journal', B: 'book', S: 'chapter', P: 'patent' };

function ciwItem(fields: RecordFields, warnings: ReadItem['warnings'] = []): ReadItem {
  const types = valuesOf(fields, 'DT').flatMap((value) => value.split(';').map((type) => type.trim()));
  const item = taggedItem(fields, tags);
  const isBook = fields.get('PT')?.[0] === 'B' && !fields.has('SE') && !types.some((type) => /chapter/iu.test(type));
  const [year, month] = [firstOf(fields, 'PY'), firstOf(fields, 'PD')];
  const [start, end] = [firstOf(fields, 'BP'), firstOf(fields, 'EP')];
  const whole =
    start === undefined ? firstOf(fields, 'AR') : [start, end].filter((page) => page !== undefined).join('-');
  const said = cslTypes[fields.get('PT')?.[0] ?? ''] ?? 'article-journal';
  return {
    item: defined({
      ...item,
      // Web of Science writes the titles of journals in capitals; they are shown as they stand.
      type: said === 'book' && !isBook ? 'chapter' : said,
      issued:
        year === undefined
          ? undefined
          : { raw: month === undefined || /\d{4}/u.test(month) ? year : `${month} ${year}` },
      page: whole,
    }),
    fields,
    type: types[0] ?? firstOf(fields, 'PT'),
    types,
    warnings,
  };
}
