import type { ObjectPart, ValuePart } from './output-program.ts';

/** Thrown where an answer is given up: something is missing in it, which only GraphQL can tell about. */
export const missing = new Error('Something is missing in the answer.');

/** Gives the whole answer up. */
export function giveUp(): never {
  throw missing;
}

/** What is written, or `undefined` where {@link missing} is thrown. */
export function unlessMissing(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    if (error === missing) return undefined;
    throw error;
  }
}

/** Counts have 32 bits, as GraphQL's Int. */
export function writeCount(count: unknown): string {
  if (typeof count !== 'number' || (count | 0) !== count) throw missing;
  return String(count);
}

/** An attribute as JSON. */
export function writeValue({ required, fits, parts }: Omit<ValuePart, 'is'>, value: unknown): string {
  if (value === null || value === undefined) {
    if (required) throw missing;
    return 'null';
  }
  if (fits && !fits(value)) throw missing;
  if (!parts) return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
  return Array.isArray(value)
    ? `[${value.map((item) => writeObject(parts, item)).join(',')}]`
    : writeObject(parts, value);
}

/** What JSON escapes, and control characters that it does not. */
const escaped = /["\\\p{Cc}\p{Cs}]/u;

/** A string as JSON. Most hold nothing to escape, and to look costs half of what it costs to write them anew. */
export const quoted = (value: string) => (escaped.test(value) ? JSON.stringify(value) : `"${value}"`);

function writeObject(parts: readonly (string | ObjectPart)[], value: unknown): string {
  const object = value as Readonly<Record<string, unknown>>;
  let written = '';
  for (const part of parts) written += typeof part === 'string' ? part : writeValue(part, object[part.name]);
  return written;
}
