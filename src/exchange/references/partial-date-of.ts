import { partialDate } from '../../domain/attribute.ts';

/**
 * The date of a CSL-JSON variable as far as it is told: `2008`, `2008-03` or `2008-03-14`. Nothing is rounded or filled
 * in: of a span only what both ends share is known, and of "c. 2008" or "in press" nothing is.
 */
export function partialDateOf(date: unknown): string | undefined {
  if (typeof date === 'string') return fromText(date);
  if (typeof date !== 'object' || date === null || Reflect.get(date, 'circa')) return undefined;
  const parts: unknown = Reflect.get(date, 'date-parts');
  if (Array.isArray(parts) && parts.length > 0) return shared(parts.slice(0, 2).map(fromParts));
  const text: unknown = Reflect.get(date, 'raw') ?? Reflect.get(date, 'literal');
  return typeof text === 'string' ? fromText(text) : undefined;
}

/** ISO 8601, or with slashes as RIS writes dates, where empty parts are unknown ones. */
function fromText(text: string): string | undefined {
  const [, ...parts] = /^\s*(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?\/{0,3}\s*$/u.exec(text) ?? [];
  return fromParts(parts.filter((part) => part !== undefined));
}

function fromParts(parts: unknown): string | undefined {
  if (!Array.isArray(parts)) return undefined;
  const [year, month, day] = parts.map((part: unknown) =>
    typeof part === 'number' || typeof part === 'string' ? String(part).trim() : '',
  );
  if (year === undefined || !/^\d{4}$/u.test(year)) return undefined;
  const told = [year, ...[month, day].map((part) => part?.padStart(2, '0'))].filter((part) => part !== undefined);
  // Months from 13 on are seasons, which a partial date cannot say: the year remains.
  while (told.length > 1 && !partialDate.expression.test(told.join('-'))) told.pop();
  return told.join('-');
}

function shared([from, to, ...more]: readonly (string | undefined)[]): string | undefined {
  if (from === undefined || more.length > 0) return undefined;
  if (to === undefined) return from;
  const [one, other] = [from.split('-'), to.split('-')];
  const same = one.findIndex((part, at) => part !== other[at]);
  return same === 0 ? undefined : one.slice(0, same < 0 ? undefined : same).join('-');
}
