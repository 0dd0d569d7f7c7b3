import { searchWords } from '../domain/search-text.ts';

/** What tells one document from another. Absent or null is what is not known; identifiers are normalised. */
export interface SourceReference {
  readonly title?: string | null | undefined;
  readonly issued?: string | null | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly doi?: string | null | undefined;
  readonly pmid?: string | null | undefined;
  readonly isbn?: string | null | undefined;
  readonly url?: string | null | undefined;
}

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

/** Equal titles are common, so all else that is known must agree. */
function sameTitle(one: SourceReference, other: SourceReference): Comparison {
  for (const [name, identifier] of [
    ['DOI', 'doi'],
    ['PubMed id', 'pmid'],
  ] as const)
    if (one[identifier] && other[identifier]) return { match: 'NEAR', reason: `same title, another ${name}` };
  const [year, otherYear] = [yearOf(one), yearOf(other)];
  if (year !== otherYear)
    return { match: 'NEAR', reason: year && otherYear ? 'same title, another year' : 'same title, one without a year' };
  if (!sameAuthors(one.authors ?? [], other.authors ?? []))
    return { match: 'NEAR', reason: 'same title, other authors' };
  return { match: 'SAME', reason: year ? 'same title and year' : 'same title and authors, no year' };
}

const agree = (one: string | null | undefined, other: string | null | undefined) =>
  Boolean(one) && one?.toLowerCase() === other?.toLowerCase();

const yearOf = ({ issued }: SourceReference) => issued?.slice(0, 4) ?? '';

/** Lists are cut and initials vary, so the first family name stands for them; a list that is empty says nothing. */
function sameAuthors([one]: readonly string[], [other]: readonly string[]): boolean {
  if (one === undefined || other === undefined) return true;
  const [shorter = [], longer = []] = [searchWords(one), searchWords(other)].toSorted((a, b) => a.length - b.length);
  return shorter.some((word) => word.length > 1 && longer.includes(word)) || shorter.join(' ') === longer.join(' ');
}

function compareTitles(one: SourceReference, other: SourceReference) {
  const [mine, theirs] = [foldedTitle(one), foldedTitle(other)];
  if (mine === '' || theirs === '') return 'UNKNOWN';
  if (mine === theirs) return 'EQUAL';
  return mine.startsWith(`${theirs} `) || theirs.startsWith(`${mine} `) ? 'LONGER' : 'OTHER';
}

/** Folding costs more than all the rest, and each reference is compared with many. */
const folded = new WeakMap<SourceReference, string>();

/** A title as titles are compared: its words, folded. */
export function foldedTitle(reference: SourceReference): string {
  let words = folded.get(reference);
  if (words === undefined) folded.set(reference, (words = searchWords(reference.title ?? '').join(' ')));
  return words;
}
