import { formatLines } from './format-lines.ts';
import { risItem } from './ris-item.ts';
import { risLine, type RisLine } from './ris-lines.ts';
import { largestRecord, tooLong, type FormatRecord, type ReferenceFormat } from './reference-format.ts';

interface Open {
  readonly line: number;
  readonly fields: Map<string, string[]>;
  /** The people of `A1` and `AU` in the order of the file. */
  readonly people: string[];
  last: string;
  length: number;
  /** Whether a blank line was met since the last field. */
  paused: boolean;
}

/**
 * RIS. Lines are read here, because Citation.js drops what stands behind a second "  - " and gives up a whole file for
 * one bad record; what the tags of each type of document mean is its knowledge.
 */
export const ris: ReferenceFormat = {
  title: 'RIS',
  extensions: ['.ris'],
  looksLike: (text) => /^[ \t]{0,3}TY[ \t]{1,4}[-\u2013](?:\s|$)/imu.test(text.slice(0, 20_000)),
  *records(text) {
    const reader = new RisReader();
    for (const { line, written } of formatLines(text)) {
      const record = reader.read(written, line);
      if (record) yield record;
    }
    yield* reader.end();
  },
};

class RisReader {
  private open: Open | undefined;
  private skipped = { line: 0, count: 0 };

  /** Takes a line; gives the record that it ends. */
  read(written: string, line: number): FormatRecord | undefined {
    const found = risLine(written);
    if (found?.tag === 'TY') return this.start(found, line);
    if (found?.tag === 'ER') return this.close(line);
    if (found) this.add(found, line);
    else if (written.trim() === '') this.pause();
    else this.goOn(written.trim(), line);
    return undefined;
  }

  *end(): Iterable<FormatRecord> {
    const record = this.completed(true);
    if (record) yield record;
    const { line, count } = this.skipped;
    if (count > 0) yield { line, skipped: count };
  }

  /** Fields may stand before the type, right above it. Another record that is open still was not ended. */
  private start({ value }: RisLine, line: number): FormatRecord | undefined {
    const before = this.open && !this.open.fields.has('TY') ? this.open : undefined;
    const record = before ? undefined : this.completed(true);
    this.open = before ?? opened(line);
    add(this.open, 'TY', value);
    return record;
  }

  private close(line: number): FormatRecord | undefined {
    if (!this.open) this.skip(line);
    return this.completed(false);
  }

  private add({ tag, value }: RisLine, line: number): void {
    this.open ??= opened(line);
    add(this.open, tag, value);
  }

  /** A blank line ends what stands before a type without being a record. */
  private pause(): void {
    if (this.open && !isRecord(this.open)) this.drop(this.open);
    else if (this.open) this.open.paused = true;
  }

  /** A line without a tag goes on with the field before it; behind a blank line only an abstract or a note does. */
  private goOn(text: string, line: number): void {
    if (this.open && !isRecord(this.open)) this.drop(this.open);
    const { open } = this;
    if (!open || (open.paused && !/^(?:AB|N1|N2)$/u.test(open.last))) return this.skip(line);
    const values = open.fields.get(open.last) ?? [];
    open.length += text.length;
    if (open.length > largestRecord) return;
    open.fields.set(open.last, [...values.slice(0, -1), `${values.at(-1) ?? ''}\n${text}`]);
  }

  private drop({ line, fields }: Open): void {
    for (let count = 0; count < fields.size; count += 1) this.skip(line);
    this.open = undefined;
  }

  private skip(line: number): void {
    if (this.skipped.count === 0) this.skipped.line = line;
    this.skipped.count += 1;
  }

  private completed(cut: boolean): FormatRecord | undefined {
    const { open } = this;
    this.open = undefined;
    if (!open) return undefined;
    if (!isRecord(open)) {
      this.drop(open);
      return undefined;
    }
    if (open.length > largestRecord) return { line: open.line, message: tooLong };
    const warnings = [
      ...(cut ? [{ field: 'ER', message: 'the record does not end with ER' }] : []),
      ...(open.fields.has('TY') ? [] : [{ field: 'TY', message: 'the record has no type' }]),
    ];
    return { line: open.line, ...risItem(open.fields, open.people, warnings) };
  }
}

const opened = (line: number): Open => ({ line, fields: new Map(), people: [], last: '', length: 0, paused: false });

/** What has a type or a title is a record; anything else is a stray field. */
const isRecord = ({ fields }: Open) => ['TY', 'TI', 'T1'].some((tag) => fields.has(tag));

function add(open: Open, tag: string, value: string): void {
  open.length += value.length;
  open.last = tag;
  open.paused = false;
  if (open.length > largestRecord || (value === '' && tag !== 'TY')) return;
  const values = open.fields.get(tag);
  if (values) values.push(value);
  else open.fields.set(tag, [value]);
  if (tag === 'AU' || tag === 'A1') open.people.push(value);
}
