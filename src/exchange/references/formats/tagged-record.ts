import type { RecordFields } from '../record-fields.ts';
import { largestRecord, tooLong, type FormatRecord, type ReadItem } from './reference-format.ts';

/** A record that is being read from lines with tags. */
export class TaggedRecord {
  readonly #line: number;
  readonly #joint: (tag: string) => string | undefined;
  readonly #fields = new Map<string, string[]>();
  #last = '';
  #length = 0;

  /** `joint` stands between a value and the line that goes on with it; undefined where each line of the tag is a value. */
  constructor(line: number, joint: (tag: string) => string | undefined) {
    this.#line = line;
    this.#joint = joint;
  }

  /** Takes a line; one without a tag goes on with the field before it. */
  add(tag: string | undefined, written: string): void {
    this.#length += written.length;
    this.#last = tag ?? this.#last;
    const value = written.trim();
    if (value === '' || this.#length > largestRecord) return;
    const values = this.#fields.get(this.#last) ?? [];
    const joint = this.#joint(this.#last);
    if (tag === undefined && values.length > 0 && joint !== undefined) values.push(`${values.pop()}${joint}${value}`);
    else values.push(value);
    this.#fields.set(this.#last, values);
  }

  /** The record as `item` reads its fields, or that it is too long. */
  read(item: (fields: RecordFields) => ReadItem): FormatRecord {
    const line = this.#line;
    return this.#length > largestRecord ? { line, message: tooLong } : { line, ...item(this.#fields) };
  }
}
