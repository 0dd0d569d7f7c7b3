import { freshWord, graphql, handwritten, noValues, type Dialect, type Read, type Values } from './read.ts';
import { chainPicture } from './picture.ts';

/** The reference chain as each schema says it; aliases give all answers one shape. */
const chainDocuments: Readonly<Record<Exclude<Dialect, 'handwritten' | 'validating'>, (root: string) => string>> = {
  product: (root) => `query Chain($id: ID!) { ${root}: recommendation(id: $id) { id ordinal text
    basedOn(first: 5) { nodes { ... on Conclusion { id ordinal text
      restsOn(first: 5) { nodes { ... on Finding { id kind text
        reportedIn(first: 5) { nodes { id kind title issued } } } } } } } } } }`,
  lists: (root) => `query Chain($id: ID!) { ${root}: recommendation(id: $id) { id ordinal text
    basedOn: conclusions { id ordinal text
      restsOn: findings { id kind text
        reportedIn { id kind title issued } } } } }`,
  'neo4j-lists': (
    root,
  ) => `query Chain($id: ID!) { ${root}: recommendations(where: { id: { eq: $id } }) { id ordinal text
    basedOn: conclusions { id ordinal text
      restsOn: findings { id kind text
        reportedIn { id kind title issued } } } } }`,
  'neo4j-connections': (
    root,
  ) => `query Chain($id: ID!) { ${root}: recommendations(where: { id: { eq: $id } }) { id ordinal text
    basedOn: conclusionsConnection(first: 5, sort: [{ edge: { key: ASC } }]) { edges { node { id ordinal text
      restsOn: findingsConnection(first: 5, sort: [{ edge: { key: ASC } }]) { edges { node { id kind text
        reportedIn: reportedInConnection(first: 5, sort: [{ edge: { key: ASC } }]) { edges { node { id kind title issued } } } } } } } } } } }`,
};

const relay = `query Relay($id: ID!, $sources: Boolean!) { one: recommendation(id: $id) { ...recommendationWords
    basedOn(first: 5) { edges { cursor role node { ... on Conclusion { ...conclusionWords
      restsOn(first: 5) { edges { cursor role node { ... on Finding { ...findingWords
        reportedIn(first: 5) @include(if: $sources) { edges { cursor node { ...sourceWords } } pageInfo { hasNextPage endCursor } } } } }
        pageInfo { hasNextPage endCursor } } } } } pageInfo { hasNextPage endCursor } } } }
  fragment recommendationWords on Recommendation { id ordinal text }
  fragment conclusionWords on Conclusion { id ordinal text }
  fragment findingWords on Finding { id kind text }
  fragment sourceWords on EvidenceSource { id kind title issued }`;

const sample: Read['sample'] = (data, random) => {
  const index = random.below(data.chainCount('recommendation'));
  return {
    values: { ...noValues, id: data.id({ kind: 'recommendation', index }) },
    expected: () => chainPicture(data, index),
  };
};

const asking = (root: string) =>
  Object.fromEntries(
    Object.entries(chainDocuments).map(([dialect, document]) => {
      const text = document(root);
      return [dialect, ({ id }: Values) => graphql(text, { id })];
    }),
  );

const written = { handwritten: ({ id }: Values) => handwritten('chain', { id }) };

export const chain: Read = {
  name: 'chain',
  code: 'chain',
  title: 'Reference chain 1 → 5 → 25 → 125',
  weight: 1,
  sample,
  ask: { ...asking('one'), ...written },
};

export const chainWithRelay: Read = {
  name: 'relay',
  title: 'The same with Relay edges, fragments, @include',
  weight: 0.5,
  sample,
  ask: {
    product: ({ id }) => graphql(relay, { id, sources: true }),
    'neo4j-connections': ({ id }) => graphql(chainDocuments['neo4j-connections']('one'), { id }),
  },
};

export const repeatedChain: Read = {
  name: 'repeated',
  code: 'chain',
  title: 'The reference chain, the same one again and again',
  // Requests that cost little: the connections that each window opens have to cost less.
  weight: 1.5,
  sample: (data) => sample(data, { below: () => 0 } as never),
  ask: { ...asking('one'), ...written },
  cached: true,
  same: true,
};

/** What the hand-written handler is asked, beside a text of which it makes nothing, or which it validates. */
const besideText = (root: string) => {
  const text = chainDocuments.product(root);
  return ({ id }: Values) => ({ ...graphql(text, { id }), ...handwritten('chain', { id }) });
};

/** A difference of two reads needs longer windows than one of them. */
const inTurns = { weight: 2, turns: 'texts', sample } as const;

export const coldChain: Read = {
  name: 'cold',
  code: 'texts',
  title: 'The reference chain in a text never seen before',
  ...inTurns,
  ask: { ...asking(freshWord), validating: besideText(freshWord) },
};

/** What the cold chain is compared with: all is the same but for the text. */
export const knownChain: Read = {
  name: 'known',
  code: 'chain',
  title: 'The same in a text that is known',
  ...inTurns,
  ask: { product: ({ id }) => graphql(chainDocuments.product('one'), { id }), handwritten: besideText('one') },
};
