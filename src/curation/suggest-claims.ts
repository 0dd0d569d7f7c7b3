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

const [mostWords, shortestWord] = [8, 4];
/** Entries looked at for one word, and claims for one facet. */
const [mostOfWord, mostOfFacet] = [50, 50];
/** A shared facet says as much as a word that one claim in some three thousand has. */
const facetWeight = 8;
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
  const found = await entriesWith(store, words);
  const scores = new Scores();
  for (const [word, nodes] of found) {
    const claims = nodes.filter(({ __typename }) => __typename === 'Claim');
    for (const claim of claims) scores.add(claim, Math.log(1 + everyClaim / (1 + claims.length)), { word });
  }
  const said = ` ${searchWords(text).join(' ')} `;
  const named = [...found.values()]
    .flat()
    .filter(
      (node) => node.__typename !== 'Claim' && namesOf(store.model, node).some((name) => said.includes(` ${name} `)),
    );
  for (const [facet, claims] of await claimsAbout(store, named))
    for (const claim of claims) scores.add(claim, facetWeight, { facet });
  return scores.ranked().slice(0, most);
}

/** Claims and facets that hold each word. As many searches whatever the words are, as a database plans each text anew. */
async function entriesWith(store: Store, words: readonly string[]): Promise<ReadonlyMap<string, NodeRow[]>> {
  const searched = Array.from({ length: mostWords }, (_, index) => words[index % words.length] ?? '');
  const select = Object.fromEntries(
    ['Claim', ...facets].map((kind) => [
      kind,
      { attributes: ['label', ...namesOfKind(store.model, kind)], relations: {} },
    ]),
  );
  const roots = Object.fromEntries(searched.map((word, index) => [`word${index}`, searchFor(word, select)]));
  const answer = await store.read({ roots });
  return new Map(
    searched.map((word, index) => [word, ((answer[`word${index}`] as PageAnswer).rows ?? []).map(({ node }) => node)]),
  );
}

const searchFor = (word: string, select: Selection): SearchRead => ({
  by: 'search',
  words: [word],
  kinds: ['Claim', ...facets],
  page: { first: mostOfWord, after: null },
  rows: true,
  count: false,
  select,
});

/** Some claims about each facet, by its label. */
async function claimsAbout(store: Store, named: readonly NodeRow[]): Promise<(readonly [string, NodeRow[]])[]> {
  const ids = [...new Set(named.map(({ id }) => id))].slice(0, mostOfFacet);
  if (ids.length === 0) return [];
  const relations = { claims: claimsOfFacet };
  const select = Object.fromEntries(facets.map((kind) => [kind, { attributes: ['label'], relations }]));
  const answer = await store.read({ roots: { facets: { by: 'ids', ids, select } } });
  return (answer['facets'] as readonly (NodeRow | null)[]).flatMap((facet) => {
    const rows = (facet?.['claims'] as PageAnswer | undefined)?.rows ?? [];
    return facet ? [[String(facet['label']), rows.map(({ node }) => node)] as const] : [];
  });
}

const claimsOfFacet: RelationRead = {
  field: 'claims',
  page: { first: mostOfFacet, after: null },
  rows: true,
  count: false,
  edgeAttributes: [],
  select: { Claim: { attributes: ['label'], relations: {} } },
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
