import { formatLines } from './format-lines.ts';
import { nbibItem } from './nbib-item.ts';
import { largestRecord, tooLong, type FormatRecord, type ReferenceFormat } from './reference-format.ts';

const field = /^([A-Z][A-Z0-9]{1,4}) {0,3}- ?(.*)$/u;

/** PubMed's own format, the only one that its “Save” and “Send to” give. */
export const nbib: ReferenceFormat = {
  title: 'PubMed (MEDLINE, .nbib)',
  extensions: ['.nbib'],
  looksLike: (text) => /^\s*PMID ?- ?\d/u.test(text.replace(/^\uFEFF/u, '')),
  *records(text) {
    let open: Open | undefined;
    let skipped = { line: 0, count: 0 };
    for (const { line, written } of formatLines(text)) {
      const [, tag, value = ''] = field.exec(written) ?? [];
      if (tag === 'PMID') {
        if (open) yield toFormatRecord(open);
        open = { line, fields: new Map(), last: '', length: 0 };
      }
      if (open && (tag !== undefined || /^\s{2,}\S/u.test(written)))
        add(open, tag, value === '' && tag === undefined ? written.trim() : value);
      else if (written.trim() !== '') skipped = { line: skipped.line || line, count: skipped.count + 1 };
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
}

/** A line without a tag goes on with the field before it. */
function add(open: Open, tag: string | undefined, value: string): void {
  open.length += value.length;
  if (open.length > largestRecord) return;
  const values = open.fields.get(tag ?? open.last) ?? [];
  if (tag === undefined && values.length > 0) values.push(`${values.pop()} ${value.trim()}`);
  else if (value.trim() !== '') values.push(value.trim());
  open.last = tag ?? open.last;
  open.fields.set(open.last, values);
}

const toFormatRecord = ({ line, fields, length }: Open): FormatRecord =>
  length > largestRecord ? { line, message: tooLong } : { line, ...nbibItem(fields) };
