import { invalidArgument } from '../domain/errors.ts';
import type { Model } from '../domain/model.ts';
import { searchWords } from '../domain/search-text.ts';
import type { NodeRow, PageAnswer, RelationRead, SearchRead, Selection } from '../store/read-plan.ts';
import type { Store } from '../store/store.ts';

/** A claim that a study may bear on, and why it was thought of. */
export interface SuggestedClaim {
  readonly id: string;
  readonly label: string;
  /** Higher is likelier; good for putting them in order and for nothing else. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Words that say nothing of what a text is about. */
const common: ReadonlySet<string> = new Set(
  'about after also among been before being between both could does during each from have having into more most much only other over same should some such than that their them then there these they this those through under very were what when where which while will with within would study studies results found using used based'.split(
    ' ',
  ),
);

const [mostWords, shortestWord] = [4, 4];
/** Entries looked at for one word, and claims for one facet. */
const [mostOfWord, mostOfFacet] = [50, 50];
/** A shared facet says more than the rarest word. */
const facetWeight = 12;
/** Weighs a word as though there were so many claims: what matters is how words compare. */
const everyClaim = 10_000;

const facets = ['Intervention', 'Outcome', 'Population', 'Jurisdiction'] as const;

/**
 * Existing claims that a text may bear on, likeliest first. Two statements; nothing in the text is an operator. A word that
 * many claims have is looked for in some of them only, and weighs little.
 */
export async function suggestClaims(store: Store, text: string, most: number): Promise<SuggestedClaim[]> {
  const words = telling(text);
  if (words.length === 0)
    throw invalidArgument(
      'text',
      `text must have a word of ${shortestWord} letters or more that says what it is about.`,
    );
  const found = await idsWith(store, words);
  const entries = await entriesOf(store, [...new Set([...found.values()].flat())]);
  const scores = new Scores();
  for (const [word, ids] of found) {
    const claims = ids.flatMap((id) => entries.get(id) ?? []).filter(isClaim);
    for (const claim of claims) scores.add(claim, Math.log(1 + everyClaim / (1 + claims.length)), { word });
  }
  const said = ` ${searchWords(text).join(' ')} `;
  for (const facet of [...entries.values()].filter((entry) => !isClaim(entry)))
    if (namesOf(store.model, facet).some((name) => said.includes(` ${name} `)))
      for (const { node } of (facet['claims'] as PageAnswer).rows ?? [])
        scores.add(node, facetWeight, { facet: String(facet['label']) });
  return scores.ranked().slice(0, most);
}

const isClaim = ({ __typename }: NodeRow) => __typename === 'Claim';

/**
 * Claims and facets that hold each word: nothing but ids, and as many searches whatever the words are, because a database
 * plans each new text, and takes the longer the more it says.
 */
async function idsWith(store: Store, words: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const searched = Array.from({ length: mostWords }, (_, index) => words[index % words.length] ?? '');
  const answer = await store.read({
    roots: Object.fromEntries(searched.map((word, index) => [`word${index}`, searchFor(word)])),
  });
  const idsIn = (root: string) => ((answer[root] as PageAnswer).rows ?? []).map(({ node }) => node.id);
  return new Map(searched.map((word, index) => [word, idsIn(`word${index}`)]));
}

const searchFor = (word: string): SearchRead => ({
  by: 'search',
  words: [word],
  kinds: ['Claim', ...facets],
  page: { first: mostOfWord, after: null },
  rows: true,
  count: false,
  select: {},
});

/** Claims with their labels, facets with all that they are called and some of the claims about them. */
async function entriesOf(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, NodeRow>> {
  const ofFacets = facets.map((kind) => [
    kind,
    { attributes: ['label', ...namesOfKind(store.model, kind)], relations: { claims: claimsOfFacet } },
  ]);
  const select: Selection = { Claim: labelled, ...(Object.fromEntries(ofFacets) as Selection) };
  const answer = await store.read({ roots: { entries: { by: 'ids', ids, select } } });
  const rows = (answer['entries'] as readonly (NodeRow | null)[]).filter((row) => row !== null);
  return new Map(rows.map((row) => [row.id, row]));
}

const labelled = { attributes: ['label'], relations: {} };

const claimsOfFacet: RelationRead = {
  field: 'claims',
  page: { first: mostOfFacet, after: null },
  rows: true,
  count: false,
  edgeAttributes: [],
  select: { Claim: labelled },
};

const namesOfKind = ({ kinds }: Model, kind: string) =>
  Object.entries(kinds[kind]?.attributes ?? {}).flatMap(([name, { search }]) => (search === 'names' ? [name] : []));

/** All that a facet is called, as folded words, the way the text is read. */
const namesOf = (model: Model, facet: NodeRow) =>
  namesOfKind(model, facet.__typename)
    .flatMap((name) => facet[name] ?? [])
    .map((name) => searchWords(String(name)).join(' '))
    .filter((name) => name !== '');

/** Claims with their scores, and what each shares with the text. */
class Scores {
  readonly #claims = new Map<string, { label: string; score: number; words: string[]; facets: string[] }>();

  add({ id, label }: NodeRow, weight: number, shared: { readonly word: string } | { readonly facet: string }): void {
    const claim = this.#claims.get(id) ?? { label: String(label), score: 0, words: [], facets: [] };
    this.#claims.set(id, claim);
    claim.score += weight;
    if ('word' in shared) claim.words.push(shared.word);
    else claim.facets.push(shared.facet);
  }

  ranked(): SuggestedClaim[] {
    const claims = [...this.#claims].map(([id, { label, score, words, facets: about }]) => ({
      id,
      label,
      score: Math.round(score * 100) / 100,
      reasons: [
        ...about.map((facet) => `It is about ${facet}, which the text names.`),
        ...(words.length > 0 ? [`It shares these words with the text: ${words.join(', ')}.`] : []),
      ],
    }));
    return claims.toSorted((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
  }
}

/** The words that tell most: those said often, then long ones. */
function telling(text: string): string[] {
  const counts = new Map<string, number>();
  for (const word of searchWords(text))
    if (word.length >= shortestWord && !common.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].toSorted(
    ([one, often], [other, oftener]) => oftener - often || other.length - one.length || (one < other ? -1 : 1),
  );
  return ranked.slice(0, mostWords).map(([word]) => word);
}
