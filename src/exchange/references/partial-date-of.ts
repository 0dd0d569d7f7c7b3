import { dateOfParts, dateOfText, sharedDate } from './date-of-text.ts';

/**
 * The date of a CSL-JSON variable as far as it is told: `2008`, `2008-03` or `2008-03-14`. Nothing is rounded or filled
 * in: of a span only what both ends share is known, of a season the year, and of "c. 2008" or "in press" nothing is.
 */
export function partialDateOf(date: unknown): string | undefined {
  if (typeof date === 'string') return dateOfText(date);
  if (typeof date !== 'object' || date === null || Reflect.get(date, 'circa')) return undefined;
  const parts: unknown = Reflect.get(date, 'date-parts');
  if (Array.isArray(parts) && parts.length > 0) return sharedDate(parts.slice(0, 2).map(dateOfParts));
  const text: unknown = ['raw', 'literal', 'string'].map((key): unknown => Reflect.get(date, key)).find(isGiven);
  if (typeof text === 'string') return dateOfText(text);
  return dateOfParts(['year', 'month', 'day'].map((key): unknown => Reflect.get(date, key)));
}

const isGiven = (value: unknown) => value !== undefined && value !== null;
