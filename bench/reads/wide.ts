import type { Child } from '../graph/evidence-data.ts';
import { picture } from './picture.ts';
import { graphql, handwritten, noValues, type Read } from './read.ts';

/** The product takes 100 ids to a look-up, so a thousand are ten aliased look-ups in one operation. */
const [parents, perRoot] = [1000, 100];

const places = Array.from({ length: parents / perRoot }, (_, index) => index);
const productDocument = `query Wide(${places.map((place) => `$p${place}: [ID!]!`).join(', ')}) {
  ${places.map((place) => `p${place}: nodes(ids: $p${place}) { ...parent }`).join('\n  ')} }
  fragment parent on Recommendation { id text basedOn(first: 5) { nodes { ... on Conclusion { id text } } } }`;

export const wide: Read = {
  name: 'wide',
  title: '1,000 recommendations with 5 conclusions each',
  weight: 0.8,
  heavySeconds: 30,
  sample: (data, random) => {
    const indexes = random.distinct(parents, data.chainCount('recommendation'));
    const shown = (place: Child) => picture(data.node(place), ['text']);
    const recommendations = indexes.map((index): Child => ({ kind: 'recommendation', index }));
    return {
      values: { ...noValues, ids: recommendations.map((place) => data.id(place)) },
      expected: () => recommendations.map((place) => ({ ...shown(place), basedOn: data.children(place).map(shown) })),
    };
  },
  ask: {
    product: ({ ids }) =>
      graphql(
        productDocument,
        Object.fromEntries(places.map((place) => [`p${place}`, ids.slice(place * perRoot, (place + 1) * perRoot)])),
      ),
    lists: ({ ids }) =>
      graphql('query Wide($ids: [ID!]!) { recommendations(ids: $ids) { id text basedOn: conclusions { id text } } }', {
        ids,
      }),
    'neo4j-lists': ({ ids }) =>
      graphql(
        'query Wide($ids: [ID!]!) { recommendations(where: { id: { in: $ids } }) { id text basedOn: conclusions { id text } } }',
        { ids },
      ),
    handwritten: ({ ids }) => handwritten('wide', { ids }),
  },
};
