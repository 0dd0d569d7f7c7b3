import { lineAndColumn } from '../../review-package/line-and-column.ts';
import { scanJson } from '../../review-package/json-places.ts';
import type { CslItem } from '../csl-item.ts';
import { largestRecord, tooLong, type FormatRecord, type ReferenceFormat } from './reference-format.ts';

/** CSL-JSON: a list of items, or one item alone. */
export const cslJson: ReferenceFormat = {
  title: 'CSL-JSON',
  extensions: ['.json'],
  looksLike: (text) => /^\s*[[{]/u.test(text),
  *records(text) {
    const place = lineAndColumn(text);
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch (error) {
      const [, position = '0'] = /at position (\d+)/u.exec(String(error)) ?? [];
      return yield { line: place(Number(position)).line, message: 'is not JSON from here on' };
    }
    const { root, repeated } = scanJson(text, true);
    const listed = Array.isArray(data);
    const starts = listed ? [...(root?.inside.values() ?? [])].map(({ value }) => value) : [root?.value ?? 0];
    const twice = new Map(repeated.map(({ offset, key }) => [indexOf(starts, offset), key]));
    for (const [index, item] of (listed ? (data as unknown[]) : [data]).entries()) {
      const start = starts[index] ?? 0;
      const { line } = place(start);
      if ((starts[index + 1] ?? text.length) - start > largestRecord) yield { line, message: tooLong };
      else yield toFormatRecord(item, line, twice.get(index));
    }
  },
};

function toFormatRecord(item: unknown, line: number, twice: string | undefined): FormatRecord {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return { line, message: 'must be a CSL-JSON item: a mapping with type, title and so on' };
  if (twice !== undefined)
    return { line, message: `the key ${JSON.stringify(twice.slice(0, 60))} stands twice in one mapping` };
  const type: unknown = Reflect.get(item, 'type');
  return { line, item: item as CslItem, type: typeof type === 'string' ? type : undefined };
}

/** Which of the items an offset lies in. */
function indexOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}
