import { fold } from '../support/fold.ts';
import { invalidArgument } from './errors.ts';
import type { Kind } from './kind.ts';

/** The words of a text as search sees them: folded runs of letters and digits. Nothing else reaches an engine. */
export function searchWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Longest text and most words that a search takes. */
const longestSearch = 200;
const mostWords = 12;

/** The words of a search, checked: the same for everybody who asks. */
export function searchWordsOf(argument: string, text: string): string[] {
  if (text.length > longestSearch)
    throw invalidArgument(argument, `${argument} may have ${longestSearch} characters at most; got ${text.length}.`);
  const words = searchWords(text);
  if (words.length === 0) throw invalidArgument(argument, `${argument} must hold at least one letter or digit.`);
  if (words.length > mostWords)
    throw invalidArgument(argument, `${argument} may hold ${mostWords} words at most; got ${words.length}.`);
  return words;
}

/**
 * What an engine's full-text index holds of a node: folded words parted by single spaces. Each name stands between
 * bars, `| drug courts | ddc |`, so that "is a name" and "has a word in its names" are plain containment.
 */
export interface SearchText {
  readonly names: string;
  readonly texts: string;
}

/** The node's names and texts, as its kind's attributes say by `search`. */
export function searchTextOf(kind: Kind, attributes: Readonly<Record<string, unknown>>): SearchText {
  const phrases = (place: 'names' | 'texts') =>
    Object.entries(kind.attributes)
      .filter(([, { search }]) => search === place)
      .flatMap(([name]) => attributes[name] ?? [])
      .map((value) => searchWords(String(value)).join(' '));
  return { names: ['', ...phrases('names'), ''].join(' | ').trim(), texts: phrases('texts').join(' ') };
}
