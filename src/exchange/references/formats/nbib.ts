import { formatLines } from './format-lines.ts';
import { nbibItem } from './nbib-item.ts';
import type { ReferenceFormat } from './reference-format.ts';
import { TaggedRecord } from './tagged-record.ts';

const field = /^([A-Z][A-Z0-9]{1,4}) {0,3}- ?(.*)$/u;

const joint = () => ' ';

/** PubMed's own format, the only one that its “Save” and “Send to” give. */
export const nbib: ReferenceFormat = {
  title: 'PubMed (MEDLINE, .nbib)',
  extensions: ['.nbib'],
  looksLike: (text) => /^\s*PMID ?- ?\d/u.test(text.replace(/^\uFEFF/u, '')),
  *records(text) {
    let open: TaggedRecord | undefined;
    let skipped = { line: 0, count: 0 };
    for (const { line, written } of formatLines(text)) {
      const [, tag, value = ''] = field.exec(written) ?? [];
      if (tag === 'PMID') {
        if (open) yield open.read(nbibItem);
        open = new TaggedRecord(line, joint);
      }
      if (open && (tag !== undefined || /^\s{2,}\S/u.test(written)))
        open.add(tag, tag === undefined ? written.trim() : value);
      else if (written.trim() !== '') skipped = { line: skipped.line || line, count: skipped.count + 1 };
    }
    if (open) yield open.read(nbibItem);
    if (skipped.count > 0) yield { line: skipped.line, skipped: skipped.count };
  },
};
