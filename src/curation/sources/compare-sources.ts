import { searchWords } from '../../domain/search-text.ts';
import { comparedTitle } from './compared-title.ts';
import { compareEvidence, yearOf } from './compare-evidence.ts';
import { isGenericTitle } from './generic-title.ts';
import type { SourceReference } from './source-reference.ts';

export interface Likeness {
  /** `SAME`: one document. `NEAR`: perhaps; a person decides. */
  readonly match: 'SAME' | 'NEAR';
  readonly reason: string;
}

type Comparison = Likeness | undefined;

/** Whether two references are of one document, why, and undefined where nothing speaks for it. */
export function compareSources(one: SourceReference, other: SourceReference): Comparison {
  const titles = compareTitles(one, other);
  if (agree(one.doi, other.doi)) return { match: 'SAME', reason: 'same DOI' };
  if (agree(one.pmid, other.pmid)) return { match: 'SAME', reason: 'same PubMed id' };
  if (agree(one.isbn, other.isbn))
    // The chapters of a book bear the book's ISBN.
    return titles === 'OTHER'
      ? { match: 'NEAR', reason: 'same ISBN, another title' }
      : { match: 'SAME', reason: 'same ISBN' };
  const addresses: Comparison = agree(one.url, other.url) ? { match: 'NEAR', reason: 'same address' } : undefined;
  if (titles === 'LONGER') return { match: 'NEAR', reason: 'one title begins with the other' };
  return titles === 'EQUAL' ? sameTitle(one, other) : addresses;
}

/** Equal titles are common: what is known of both must agree, and something beside title and year must be known of both. */
function sameTitle(one: SourceReference, other: SourceReference): Comparison {
  const { conflict, evidence, isWhole } = compareEvidence(one, other);
  if (isGenericTitle(foldedTitle(one))) return sameGenericTitle(conflict, evidence);
  if (conflict !== undefined) return { match: 'NEAR', reason: `same title, ${conflict}` };
  const year = yearOf(one);
  if (evidence.length > 0 || isWhole)
    return { match: 'SAME', reason: year ? 'same title and year' : 'same title and authors, no year' };
  return { match: 'NEAR', reason: 'same title and year, no author or journal that both tell' };
}

/** Hundreds bear such a title: only its place in a journal tells one from another. */
function sameGenericTitle(conflict: string | undefined, evidence: readonly string[]): Comparison {
  if (conflict !== undefined || evidence.length === 0) return undefined;
  return evidence.includes('journal') && (evidence.includes('page') || evidence.includes('author'))
    ? { match: 'SAME', reason: 'same title, year and place in a journal' }
    : { match: 'NEAR', reason: `a title that many bear, same year and ${evidence.join(' and ')}` };
}

const agree = (one: string | null | undefined, other: string | null | undefined) =>
  Boolean(one) && one?.toLowerCase() === other?.toLowerCase();

function compareTitles(one: SourceReference, other: SourceReference) {
  const [mine, theirs] = [foldedTitle(one), foldedTitle(other)];
  if (mine === '' || theirs === '') return 'UNKNOWN';
  if (mine === theirs) return 'EQUAL';
  return mine.startsWith(`${theirs} `) || theirs.startsWith(`${mine} `) ? 'LONGER' : 'OTHER';
}

/** Folding costs more than all the rest, and each reference is compared with many. */
const folded = new WeakMap<SourceReference, string>();

/** A title as titles are compared: its words, folded, without markup and without the word that it was retracted. */
export function foldedTitle(reference: SourceReference): string {
  let words = folded.get(reference);
  if (words === undefined) folded.set(reference, (words = searchWords(comparedTitle(reference.title ?? '')).join(' ')));
  return words;
}
