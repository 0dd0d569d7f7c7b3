import { compareText } from '../../domain/compare-text.ts';
import { isbn10Of, isbnOf } from '../../domain/identifiers/isbn.ts';
import { searchWords } from '../../domain/search-text.ts';
import { nodesOfPage } from '../../store/answered-nodes.ts';
import type { Filter } from '../../store/read-plan.ts';
import type { Store } from '../../store/store.ts';
import { readTyped, select, type RowOf } from '../../store/typed-read.ts';
import { compareSources, type Likeness } from './compare-sources.ts';
import { comparedTitle } from './compared-title.ts';
import type { SourceReference } from './source-reference.ts';

/** A source of the graph that a reference means, or may mean. */
export interface KnownSource extends Likeness {
  readonly id: string;
  readonly label: string;
  readonly status: string;
}

/** References of one change set. */
export const mostReferences = 25;

/** Most references of one call: each reads lists that take as long for one reference as for many. */
export const mostLookedUp = 100;

/** Sources that are compared, by identifiers and by words of titles; words of a title that are looked for. */
const mostFound = 1_000;
const mostWords = 30;

/** Most sources that are listed for one reference. */
const mostMatches = 20;

const selected = select({
  EvidenceSource: {
    attributes: ['label', 'status', 'kind', 'title', 'issued', 'authors', 'doi', 'pmid', 'isbn', 'url', 'csl'],
    relations: {},
  },
});

/**
 * For each reference the sources that it means (`SAME`, first) or may mean (`NEAR`), by DOI, PubMed id, ISBN, else title
 * and year. One read of the store, however many references there are.
 */
export async function findKnownSource(
  store: Store,
  references: readonly SourceReference[],
  signal?: AbortSignal,
): Promise<KnownSource[][]> {
  if (references.length > mostLookedUp)
    throw new TypeError(`At most ${mostLookedUp} references are looked up at once.`);
  const answer = await readTyped(store, rootsFor(references), signal);
  const found = new Map(
    Object.values(answer)
      .flatMap(nodesOfPage)
      .map((node) => [node.id, storedSource(node)]),
  );
  return references.map((reference) =>
    [...found.values()]
      .flatMap((stored) => knownAs(reference, stored))
      .toSorted((one, other) => rank(one) - rank(other) || compareText(one.id, other.id))
      .slice(0, mostMatches),
  );
}

interface StoredSource {
  readonly node: RowOf<typeof selected>;
  readonly reference: SourceReference;
}

const storedSource = (node: RowOf<typeof selected>): StoredSource => ({
  node,
  reference: { ...node, isbn: isbn13(node.isbn) },
});

const rank = ({ match }: Likeness) => (match === 'SAME' ? 0 : 1);

function knownAs(wanted: SourceReference, { node, reference }: StoredSource): KnownSource[] {
  const likeness = compareSources(wanted, reference);
  return likeness ? [{ id: node.id, label: node.label, status: node.status, ...likeness }] : [];
}

/** Sources may be kept under 10 digits. */
function isbn13(isbn: string | null | undefined): string | null {
  try {
    return isbn ? isbnOf(isbn) : null;
  } catch {
    return isbn ?? null;
  }
}

/** Three lists, each with its own end: many may bear one title or address, and must not crowd out an identifier. */
const rootsFor = (references: readonly SourceReference[]) => ({
  identified: listOf(identifiedAs(references)),
  titled: listOf(titledAs(references)),
  like: listOf(likeThose(references)),
});

/** The title without its subtitle, which one list prints and another does not. */
const mainTitle = (title: string | null | undefined) => comparedTitle(title ?? '').split(/[:?] /u)[0] ?? '';

const valuesOf = (references: readonly SourceReference[], name: keyof SourceReference) =>
  references.flatMap((reference) => (typeof reference[name] === 'string' ? [reference[name]] : []));

function identifiedAs(references: readonly SourceReference[]): Filter {
  return {
    any: [
      // Sources may have been written before DOIs were kept in lower case.
      { attribute: 'doi', in: valuesOf(references, 'doi').flatMap((doi) => [doi, doi.toUpperCase()]) },
      { attribute: 'pmid', in: valuesOf(references, 'pmid') },
      { attribute: 'isbn', in: valuesOf(references, 'isbn').flatMap((isbn) => [isbn, isbn10Of(isbn) ?? isbn]) },
    ],
  };
}

/** Of a title that hundreds bear, those of the year. */
function titledAs(references: readonly SourceReference[]): Filter {
  const undated: Filter = { not: { attribute: 'issued', from: '' } };
  return {
    all: [
      { attribute: 'title', in: valuesOf(references, 'title') },
      { any: [{ attribute: 'issued', in: valuesOf(references, 'issued') }, undated] },
    ],
  };
}

function likeThose(references: readonly SourceReference[]): Filter {
  const words = references
    .map(({ title }) => searchWords(mainTitle(title)).slice(0, mostWords))
    .filter(({ length }) => length > 0);
  return { any: [{ attribute: 'url', in: valuesOf(references, 'url') }, { words }] };
}

const listOf = (filter: Filter) => ({
  by: 'list' as const,
  kind: 'EvidenceSource',
  filter,
  order: 'label',
  descending: false,
  page: { first: mostFound, after: null },
  rows: true,
  count: false,
  select: selected,
});
