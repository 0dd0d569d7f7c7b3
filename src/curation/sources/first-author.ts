import { searchWords } from '../../domain/search-text.ts';

interface AuthorName {
  readonly family: string;
  /** Of the given names, in order; empty where there are none. */
  readonly initials: string;
  /** All words, for names of which nobody knows which part is the family's. */
  readonly words: readonly string[];
}

/** `SAME` and `OTHER` people; `UNKNOWN` where one list is empty. Lists are cut, so the first stands for all. */
export function compareFirstAuthors(
  [one]: readonly string[],
  [other]: readonly string[],
): 'SAME' | 'OTHER' | 'UNKNOWN' {
  if (one === undefined || other === undefined) return 'UNKNOWN';
  const [mine, theirs] = [nameOf(one), nameOf(other)];
  if (mine.words.length === 0 || theirs.words.length === 0) return 'UNKNOWN';
  if (mine.words.toSorted().join(' ') === theirs.words.toSorted().join(' ')) return 'SAME';
  return sameFamily(mine.family, theirs.family) && sameInitials(mine.initials, theirs.initials) ? 'SAME' : 'OTHER';
}

/** Particles are written or left out: `van den Berg` and `Berg`. */
const sameFamily = (one: string, other: string) =>
  one !== '' && other !== '' && (one === other || one.endsWith(` ${other}`) || other.endsWith(` ${one}`));

/** As far as both tell them. */
const sameInitials = (one: string, other: string) => one.startsWith(other) || other.startsWith(one);

/** `Smith, John A.`, `Smith JA`, `Smith J.A.`, `John A. Smith`, or a body. */
function nameOf(name: string): AuthorName {
  const [before = '', ...behind] = name.split(',');
  const words = searchWords(name);
  if (behind.length > 0) return { family: joined(before), initials: initialsOf(behind[0] ?? ''), words };
  const parts = name.trim().split(/\s+/u);
  const last = parts.at(-1) ?? '';
  if (parts.length > 1 && isInitials(last))
    return { family: joined(parts.slice(0, -1).join(' ')), initials: initialsOf(last), words };
  return { family: joined(last), initials: initialsOf(parts.slice(0, -1).join(' ')), words };
}

const joined = (text: string) => searchWords(text).join(' ');

const isInitials = (word: string) => /^(?:\p{Lu}\.?-?){1,4}$/u.test(word);

const initialsOf = (given: string) =>
  (isInitials(given.trim().replace(/\s+/gu, ''))
    ? (given.match(/\p{L}/gu) ?? [])
    : (given.match(/\p{L}[\p{L}'’]*/gu) ?? [])
  )
    .map((part) => searchWords(part)[0]?.[0] ?? '')
    .join('');
