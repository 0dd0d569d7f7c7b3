import { invalidArgument } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import { searchWords } from '../../domain/search-text.ts';
import { nodesOfPage, presentRows, relationIn } from '../../store/answered-nodes.ts';
import type { NodeRow, RelationRead, Selection } from '../../store/read-plan.ts';
import { readTyped } from '../../store/typed-read.ts';
import type { Store } from '../../store/store.ts';
import { ClaimScores, type SuggestedClaim } from './claim-scores.ts';
import { shortestWord, keywordsOf } from './keywords.ts';
import { contentOfEntry } from './entry-content.ts';

/** Words looked for, entries looked at for one word, claims for one facet, and facets. */
const [mostWords, mostOfWord, mostOfFacet, mostFacets] = [4, 50, 50, 40];
/** A shared facet says more than the rarest word. */
const facetWeight = 12;
/** Weighs a word as though there were so many claims: what matters is how words compare. */
const everyClaim = 10_000;

const facetKinds = ['Intervention', 'Outcome', 'Population', 'Jurisdiction'] as const;

/**
 * Existing claims that a text may bear on, likeliest first. A statement for each word and two more; nothing in the text is
 * an operator. A word that many claims have is looked for in some of them only, and weighs little.
 */
export async function suggestClaims(store: Store, text: string, most: number): Promise<SuggestedClaim[]> {
  assertHasWords(text);
  const scores = await scored(store, { text, what: 'the text', facets: [] });
  return scores.ranked(new Set(), most);
}

/** Refuses a text without a word to look for. */
export function assertHasWords(text: string): void {
  if (keywordsOf(text, 1).length === 0)
    throw invalidArgument(
      'text',
      `text must have a word of ${shortestWord} letters or more that says what it is about.`,
    );
}

/** A source or a study of the graph. */
export type SuggestionSubject = { readonly source: string } | { readonly study: string };

/**
 * The same for a source or study, by what its findings say and are about. Claims that these are evidence for or against
 * already are left out. Two statements more.
 */
export async function suggestClaimsFor(
  store: Store,
  subject: SuggestionSubject,
  most: number,
): Promise<SuggestedClaim[]> {
  const content = await ('source' in subject
    ? contentOfEntry(store, 'EvidenceSource', subject.source)
    : contentOfEntry(store, 'Study', subject.study));
  const scores = await scored(store, { ...content, what: 'what it says and found' });
  return scores.ranked(new Set(content.linked), most);
}

interface About {
  readonly text: string;
  /** What the text is, in the words of the reasons. */
  readonly what: string;
  /** Ids of facets that it is about, whatever its words are. */
  readonly facets: readonly string[];
}

async function scored(store: Store, { text, what, facets }: About): Promise<ClaimScores> {
  const found = await idsWith(store, keywordsOf(text, mostWords));
  const entries = await readEntries(store, [...new Set([...facets, ...[...found.values()].flat()])]);
  const scores = new ClaimScores(what);
  for (const [word, ids] of found) {
    const claims = ids.flatMap((id) => entries.get(id) ?? []).filter(isClaim);
    for (const claim of claims) scores.add(claim, Math.log(1 + everyClaim / (1 + claims.length)), { word });
  }
  const [content, shared] = [` ${searchWords(text).join(' ')} `, new Set(facets)];
  const about = [...entries.values()].filter(
    (entry) => !isClaim(entry) && (shared.has(entry.id) || isNamed(store.model, entry, content)),
  );
  for (const { id, label, claims } of await withClaims(store, about.slice(0, mostFacets)))
    for (const claim of claims) {
      const how = shared.has(id) ? 'as what was found is' : `which ${what} names`;
      scores.add(claim, facetWeight, { reason: `It is about ${label}, ${how}.` });
    }
  return scores;
}

const isClaim = ({ __typename }: NodeRow) => __typename === 'Claim';

/**
 * Claims and facets that have each word: nothing but ids. Each word is searched for by itself, because a database that has just
 * started plans one small text in the time that it has, and all words share it.
 */
async function idsWith(store: Store, words: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const found = words.map(async (word) => {
    const { entries } = await readTyped(store, { entries: searchFor(word) });
    return [word, nodesOfPage(entries).map(({ id }) => id)] as const;
  });
  return new Map(await Promise.all(found));
}

const searchFor = (word: string) => ({
  by: 'search' as const,
  anyCandidates: true as const,
  words: [word],
  kinds: ['Claim', ...facetKinds],
  page: { first: mostOfWord, after: null },
  rows: true,
  count: false,
  select: {},
});

/** Claims with their labels, facets with all that they are called. */
async function readEntries(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, NodeRow>> {
  const ofFacets = facetKinds.map(
    (kind) => [kind, { attributes: ['label', ...namesOfKind(store.model, kind)], relations: {} }] as const,
  );
  const rows = await rowsById(store, ids, { Claim: labelled, ...Object.fromEntries(ofFacets) });
  return new Map(rows.map((row) => [row.id, row]));
}

const claimsOf = (facet: NodeRow | undefined) => (facet ? nodesOfPage(relationIn(facet, 'claims')) : []);

/** Facets with some of the claims about them. */
async function withClaims(store: Store, facets: readonly NodeRow[]) {
  const select = Object.fromEntries(facetKinds.map((kind) => [kind, { attributes: [], relations: { claims } }]));
  const ids = facets.map(({ id }) => id);
  const rows = new Map((await rowsById(store, ids, select)).map((row) => [row.id, row]));
  return facets.map(({ id, label }) => {
    return { id, label: String(label), claims: claimsOf(rows.get(id)) };
  });
}

async function rowsById(store: Store, ids: readonly string[], select: Selection): Promise<NodeRow[]> {
  if (ids.length === 0) return [];
  const answer = await store.read({ roots: { entries: { by: 'ids', ids, select } } });
  return presentRows(answer, 'entries');
}

const labelled = { attributes: ['label'], relations: {} };

const claims: RelationRead = {
  field: 'claims',
  page: { first: mostOfFacet, after: null },
  rows: true,
  count: false,
  edgeAttributes: [],
  select: { Claim: labelled },
};

const namesOfKind = ({ kinds }: Model, kind: string) =>
  Object.entries(kinds[kind]?.attributes ?? {}).flatMap(([name, { search }]) => (search === 'names' ? [name] : []));

/** Whether folded words say one of the names of a facet. */
const isNamed = (model: Model, facet: NodeRow, content: string) =>
  namesOfKind(model, facet.__typename)
    .flatMap((name) => facet[name] ?? [])
    .map((name) => searchWords(String(name)).join(' '))
    .some((name) => name !== '' && content.includes(` ${name} `));
