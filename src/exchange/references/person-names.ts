import { decodeHTML } from 'entities';

const nobody =
  /^(?:(?:and )?others|et\.? ?al\.?|\[?(?:anonymous|anon\.?)\]?|\[?no authors? (?:listed|given|stated|indicated)\]?|no authorship(?:,? indicated)?|unknown|n\/?a|-+)$/iu;

/** Lists that were cut say so with words that are no person, and databases fill the place of an author with others. */
export const isNobody = (name: string) => nobody.test(name.trim());

/** A name without `et al.` behind it. */
export const withoutEtAl = (name: string) => name.replace(/,?\s+(?:et\.?\s?al\.?|and others)$/iu, '').trim();

/** A name of a CSL item, its entities read; undefined where it is nobody's. */
export function personName(name: unknown): unknown {
  if (typeof name === 'string') return isNobody(name) ? undefined : withoutEtAl(decodeHTML(name));
  if (typeof name !== 'object' || name === null) return undefined;
  const entries = Object.entries(name).map(
    ([key, value]) => [key, typeof value === 'string' ? withoutEtAl(decodeHTML(value)) : value] as const,
  );
  const parts = ['family', 'given', 'literal'].flatMap((key) => {
    const value: unknown = Reflect.get(name, key);
    return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
  });
  const whole = parts.join(', ');
  return parts.length === 0 || isNobody(whole) || (parts.length === 1 && isNobody(parts[0] ?? ''))
    ? undefined
    : Object.fromEntries(entries);
}

/** A name as it stands in a list: `Family, Given`, else as it is. */
export function nameOfText(text: string): Readonly<Record<string, string>> {
  const [family = '', given, suffix] = text.split(/,\s*/u).map((part) => part.trim());
  if (given === undefined || given === '' || text.split(',').length > 3)
    return { literal: text.replace(/,\s*$/u, '').trim() };
  return suffix ? { family, given, suffix } : { family, given };
}
