import { editorialSign } from '../../domain/editorial-sign.ts';
import { compareFirstAuthors } from './first-author.ts';
import { compareJournals, placeOfSource } from './place-of-source.ts';
import type { SourceReference } from './source-reference.ts';

export interface ComparedEvidence {
  /** What speaks against one document, in words. */
  readonly conflict: string | undefined;
  /** What speaks for it, beside title and year. */
  readonly evidence: readonly ('author' | 'journal' | 'volume' | 'page')[];
  /** Whether both have the same of these parts, so that neither could be compared further. */
  readonly isWhole: boolean;
}

/** What two references of one title have in common beside it, and what not. */
export function compareEvidence(one: SourceReference, other: SourceReference): ComparedEvidence {
  const [mine, theirs] = [placeOfSource(one.csl), placeOfSource(other.csl)];
  const author = compareFirstAuthors(one.authors ?? [], other.authors ?? []);
  const journal = compareJournals(mine.journals, theirs.journals);
  const volume = compareWords(mine.volume, theirs.volume);
  const page = comparePages(mine.page, theirs.page);
  const years = [yearOf(one), yearOf(other)];
  const compared = { author, journal, volume, page };
  const conflicts: readonly (readonly [boolean, string])[] = [
    [differ(one.doi, other.doi), 'another DOI'],
    [differ(one.pmid, other.pmid), 'another PubMed id'],
    [differ(...ends(years)), 'another year'],
    [years[0] !== years[1], 'one without a year'],
    [author === 'OTHER', 'other authors'],
    [isRetracted(one) !== isRetracted(other), 'one is marked as retracted'],
    [differentKinds(one.kind, other.kind), 'another kind of document'],
    [journal === 'OTHER', 'another journal'],
    [volume === 'OTHER', 'another volume'],
    [page === 'OTHER', 'other pages'],
  ];
  const evidence = (['author', 'journal', 'volume', 'page'] as const).filter((name) => compared[name] === 'SAME');
  return { conflict: conflicts.find(([is]) => is)?.[1], evidence, isWhole: tells(one) === tells(other) };
}

export const yearOf = ({ issued }: SourceReference) => issued?.slice(0, 4) ?? '';

const ends = ([one = '', other = '']: readonly string[]) => [one, other] as const;

const differ = (one: string | null | undefined, other: string | null | undefined) =>
  Boolean(one) && Boolean(other) && one?.toLowerCase() !== other?.toLowerCase();

function compareWords(one: string, other: string): 'SAME' | 'OTHER' | 'UNKNOWN' {
  if (one === '' || other === '') return 'UNKNOWN';
  return one === other ? 'SAME' : 'OTHER';
}

/** What appears online only begins at 1 wherever it stands, so another page says nothing against it. */
function comparePages(one: string, other: string): 'SAME' | 'OTHER' | 'UNKNOWN' {
  const compared = compareWords(one, other);
  return compared === 'OTHER' && [one, other].includes('1') ? 'UNKNOWN' : compared;
}

/** A paper was often a preprint, an abstract or a protocol before: these are documents of their own. */
const kindsApart = new Set([
  'PREPRINT',
  'THESIS',
  'BOOK',
  'CHAPTER',
  'CONFERENCE_PAPER',
  'TRIAL_REGISTRATION',
  'PROTOCOL',
  'ERRATUM',
]);

const differentKinds = (one: string | null | undefined, other: string | null | undefined) =>
  Boolean(one) && Boolean(other) && one !== other && (kindsApart.has(one ?? '') || kindsApart.has(other ?? ''));

const isRetracted = ({ title }: SourceReference) => editorialSign(title ?? '')?.about === 'ITSELF';

/** Which of these parts a reference has at all. */
function tells({ authors = [], csl, doi }: SourceReference): string {
  const { journals, volume, page } = placeOfSource(csl);
  return [authors.length > 0, journals.length > 0, volume !== '', page !== '', Boolean(doi)].join(' ');
}
