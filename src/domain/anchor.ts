import { normalisedText } from './normalised-text.ts';

export interface FoundAnchor {
  readonly state: 'EXACT' | 'APPROXIMATE' | 'LOST';
  /** Where it starts in the normalised text; null where it is lost. */
  readonly position: number | null;
}

/** Exact as normalised; approximate where only case, punctuation or hyphenation differ. */
export function anchorIn(haystack: string, anchor: string): FoundAnchor {
  const needle = normalisedText(anchor);
  const exact = haystack.indexOf(needle);
  if (exact >= 0) return { state: 'EXACT', position: exact };
  const { letters, positions } = lettersOf(haystack);
  const found = letters.indexOf(lettersOf(needle).letters);
  return found >= 0 && needle !== ''
    ? { state: 'APPROXIMATE', position: positions[found] ?? 0 }
    : { state: 'LOST', position: null };
}

/** Letters and digits alone, in lower case, and where each stood. */
function lettersOf(text: string): { letters: string; positions: number[] } {
  const found = [...text.matchAll(/[\p{L}\p{N}]/gu)].filter(
    ([letter]) => letter.toLowerCase().length === letter.length,
  );
  return {
    letters: found.map(([letter]) => letter.toLowerCase()).join(''),
    positions: found.map(({ index }) => index),
  };
}
