import type { Child } from '../graph/evidence-data.ts';
import { picture } from './picture.ts';
import { graphql, handwritten, noValues, type Read } from './read.ts';

const members = {
  conclusion: { typename: 'Conclusion', names: ['ordinal', 'text'] },
  claim: { typename: 'Claim', names: ['text', 'type'] },
  finding: { typename: 'Finding', names: ['kind', 'text'] },
} as const;

const fragments =
  '__typename ... on Conclusion { id ordinal text } ... on Claim { id text type } ... on Finding { id kind text }';

export const unionLevel: Read = {
  name: 'union',
  title: 'A level of three kinds',
  weight: 0.5,
  sample: (data, random) => {
    const first = data.chainCount('recommendation');
    const index = first + random.below(data.counts.recommendation - first);
    const place: Child = { kind: 'recommendation', index };
    const shown = (child: Child) => {
      const { typename, names } = members[child.kind as keyof typeof members];
      return { __typename: typename, ...picture(data.node(child), names) };
    };
    return {
      values: { ...noValues, id: data.id(place) },
      expected: () => ({ id: data.id(place), basedOn: data.children(place).map(shown) }),
    };
  },
  ask: {
    product: ({ id }) =>
      graphql(
        `query Union($id: ID!) { recommendation(id: $id) { id basedOn(first: 10) { nodes { ${fragments} } } } }`,
        {
          id,
        },
      ),
    lists: ({ id }) =>
      graphql(`query Union($id: ID!) { recommendation(id: $id) { id basedOn { ${fragments} } } }`, { id }),
    'neo4j-lists': ({ id }) =>
      graphql(`query Union($id: ID!) { recommendations(where: { id: { eq: $id } }) { id basedOn { ${fragments} } } }`, {
        id,
      }),
    handwritten: ({ id }) => handwritten('union', { id }),
  },
};

export const oneNode: Read = {
  name: 'node',
  title: 'One node by its id',
  weight: 0.4,
  sample: (data, random) => {
    const place: Child = { kind: 'finding', index: random.below(data.counts.finding) };
    return {
      values: { ...noValues, id: data.id(place) },
      expected: () => picture(data.node(place), ['kind', 'text', 'period']),
    };
  },
  ask: {
    product: ({ id }) => graphql('query One($id: ID!) { finding(id: $id) { id kind text period } }', { id }),
    lists: ({ id }) => graphql('query One($id: ID!) { finding(id: $id) { id kind text period } }', { id }),
    'neo4j-lists': ({ id }) =>
      graphql('query One($id: ID!) { findings(where: { id: { eq: $id } }) { id kind text period } }', { id }),
    handwritten: ({ id }) => handwritten('node', { id }),
  },
};

export const rareWordSearch: Read = {
  name: 'search',
  title: 'Search for a word that five findings hold',
  weight: 0.4,
  sample: (data, random) => {
    const group = random.below(data.wordCount);
    return {
      values: { ...noValues, text: data.wordOf(group) },
      expected: () => data.findingsWith(group).map((node) => picture(node, ['text'])),
    };
  },
  ask: {
    product: ({ text }) =>
      graphql(
        'query Search($text: String!) { search(text: $text, kinds: [Finding], first: 10) { nodes { ... on Finding { id text } } } }',
        { text },
      ),
    lists: ({ text }) =>
      graphql('query Search($text: String!) { search(text: $text, first: 10) { id text } }', { text }),
    handwritten: ({ text }) => handwritten('search', { text }),
  },
};

/** For growth only: its answer depends on all labels, so it is compared with nothing. */
export const firstPage: Read = {
  name: 'page',
  title: 'First page of all findings',
  weight: 0.4,
  sample: () => ({ values: noValues, expected: () => undefined }),
  ask: { product: () => graphql('{ findings(first: 20) { nodes { id text } } }', {}) },
};
