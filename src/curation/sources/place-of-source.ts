import { searchWords } from '../../domain/search-text.ts';

/** Where a document was published, by its citation. */
interface PlaceOfSource {
  readonly journals: readonly string[];
  readonly volume: string;
  /** The first page. */
  readonly page: string;
}

const nowhere: PlaceOfSource = { journals: [], volume: '', page: '' };

/** Reads that place from a citation as CSL-JSON. */
export function placeOfSource(csl: unknown): PlaceOfSource {
  if (typeof csl !== 'object' || csl === null) return nowhere;
  const text = (name: string) => {
    const value: unknown = Reflect.get(csl, name);
    const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
    return typeof first === 'string' || typeof first === 'number' ? String(first) : '';
  };
  const journals = ['container-title', 'container-title-short'].map(text).filter((name) => name !== '');
  return { journals, volume: plain(text('volume')), page: firstPage(text('page')) };
}

const plain = (text: string) =>
  searchWords(text)
    .join(' ')
    .replace(/^0+(?=.)/u, '');

function firstPage(pages: string): string {
  const [first = ''] = pages.replace(/^pii:?\s*/iu, '').split(/[-\u2013,;]/u);
  return plain(first).replace(/^e0*(?=\d)/u, '');
}

export function compareJournals(one: readonly string[], other: readonly string[]): 'SAME' | 'OTHER' | 'UNKNOWN' {
  if (one.length === 0 || other.length === 0) return 'UNKNOWN';
  return one.some((mine) => other.some((theirs) => sameJournal(mine, theirs))) ? 'SAME' : 'OTHER';
}

const fillers = new Set('a an and the of for in on to de der die das des du la le les et und y e el'.split(' '));

/** Equal, one the abbreviation of the other, or its first letters: `J Gambl Stud`, `BMJ`. */
function sameJournal(one: string, other: string): boolean {
  const [shorter = [], longer = []] = [wordsOf(one), wordsOf(other)].toSorted(
    (a, b) => a.join('').length - b.join('').length,
  );
  if (shorter.length === 0) return false;
  if (shorter.length === 1 && longer.map(([letter]) => letter).join('') === shorter[0]) return true;
  if (shorter.length > longer.length) return false;
  // A subtitle or a place may follow.
  return (
    shorter.every((word, at) => longer[at]?.startsWith(word)) &&
    (shorter.length === longer.length || shorter.join(' ') === longer.slice(0, shorter.length).join(' '))
  );
}

const wordsOf = (name: string) => searchWords(name).filter((word) => !fillers.has(word));
