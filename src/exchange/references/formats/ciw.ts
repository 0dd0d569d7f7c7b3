import { formatLines } from './format-lines.ts';
import { defined, firstOf, valuesOf, type RecordFields } from '../record-fields.ts';
import { largestRecord, tooLong, type FormatRecord, type ReadItem, type ReferenceFormat } from './reference-format.ts';
import { taggedItem } from './tagged-item.ts';

const field = /^([A-Z][A-Z0-9])(?: (.*))?$/u;

/** Each line of these is a value; the lines of any other are one. */
const listed = new Set(['AU', 'AF', 'BA', 'BF', 'BE', 'CA', 'GP']);

/** Web of Science's plain text (`FN Clarivate …`), as .ciw or savedrecs.txt. */
export const ciw: ReferenceFormat = {
  title: 'Web of Science (.ciw, plain text)',
  extensions: ['.ciw'],
  looksLike: (text) =>
    /^\uFEFF?\s*(?:FN (?:Clarivate|Thomson|ISI)|(?:VR \d\S*\s+)?PT [JBSP]\s)/u.test(text.slice(0, 2_000)),
  *records(text) {
    let open: Open | undefined;
    let skipped = { line: 0, count: 0 };
    for (const { line, written } of formatLines(text)) {
      const [, tag, value = ''] = field.exec(written) ?? [];
      if (tag === 'PT') {
        if (open) yield toFormatRecord(open, true);
        open = { line, fields: new Map(), last: '', length: 0 };
      }
      if (tag === 'ER' && open) {
        yield toFormatRecord(open, false);
        open = undefined;
      } else if (open) add(open, tag, tag === undefined ? written.trim() : value.trim());
      else if (written.trim() !== '' && !/^(?:FN|VR|EF)\b/u.test(written))
        skipped = { line: skipped.line || line, count: skipped.count + 1 };
    }
    if (open) yield toFormatRecord(open, true);
    if (skipped.count > 0) yield { line: skipped.line, skipped: skipped.count };
  },
};

interface Open {
  readonly line: number;
  readonly fields: Map<string, string[]>;
  last: string;
  length: number;
}

function add(open: Open, tag: string | undefined, value: string): void {
  open.length += value.length;
  open.last = tag ?? open.last;
  if (value === '' || open.length > largestRecord) return;
  const values = open.fields.get(open.last) ?? [];
  if (tag === undefined && values.length > 0 && !listed.has(open.last)) values.push(`${values.pop()} ${value}`);
  else values.push(value);
  open.fields.set(open.last, values);
}

function toFormatRecord({ line, fields, length }: Open, cut: boolean): FormatRecord {
  if (length > largestRecord) return { line, message: tooLong };
  const warnings = cut ? [{ field: 'ER', message: 'the record does not end with ER' }] : [];
  return { line, ...ciwItem(fields), warnings };
}

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

function ciwItem(fields: RecordFields): ReadItem {
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
  };
}
