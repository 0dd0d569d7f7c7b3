import type { Child, EvidenceData } from '../graph/evidence-data.ts';
import { picture } from './picture.ts';
import { graphql, handwritten, noValues, type Read, type Values } from './read.ts';

const page = 10;

const ask: Read['ask'] = {
  product: ({ id, cursor }) =>
    graphql(
      'query Page($id: ID!, $cursor: String) { topic(id: $id) { id findings(first: 10, after: $cursor) { nodes { id text } } } }',
      { id, cursor },
    ),
  lists: ({ id, offset }) =>
    graphql(
      'query Page($id: ID!, $offset: Int!) { topic(id: $id) { id findings(first: 10, offset: $offset) { id text } } }',
      {
        id,
        offset,
      },
    ),
  'neo4j-connections': ({ id, offset }) =>
    graphql(
      `
        query Page($id: ID!, $cursor: String) {
          topics(where: { id: { eq: $id } }) {
            id
            findings: findingsConnection(first: 10, after: $cursor, sort: [{ edge: { key: ASC } }]) {
              edges {
                node {
                  id
                  text
                }
              }
            }
          }
        }
      `,
      { id, cursor: offset === 0 ? null : Buffer.from(`arrayconnection:${offset - 1}`).toString('base64') },
    ),
  handwritten: ({ id, after }) => handwritten('hub', { id, after }),
};

/** Any page of a topic's findings: they are listed by their number. */
function pageOf(data: EvidenceData, topic: string, offset: number) {
  const findings = () =>
    Array.from({ length: page }, (_, place) => {
      const finding: Child = { kind: 'finding', index: offset + place };
      return picture(data.node(finding), ['text']);
    });
  const after = offset === 0 ? '' : `${String(offset).padStart(6, '0')} `;
  const values: Values = { ...noValues, id: topic, offset, after };
  return { values, expected: () => ({ id: topic, findings: findings() }) };
}

/** Where the deep page begins: nine tenths into the hub. */
export const deepOffset = (data: EvidenceData) => Math.round(data.counts.finding * 0.9);

export const hubFirst: Read = {
  name: 'hub-first',
  title: 'First page of the hub',
  weight: 0.4,
  turns: 'pages',
  sample: (data) => pageOf(data, data.hub, 0),
  ask,
};

/** Sorted connections of @neo4j/graphql take a minute to run out of the transaction's memory here, so they take no part. */
const { 'neo4j-connections': _, ...askDeep } = ask;

export const hubDeep: Read = {
  name: 'hub-deep',
  title: 'A page nine tenths into the hub',
  weight: 0.4,
  turns: 'pages',
  sample: (data) => pageOf(data, data.hub, deepOffset(data)),
  ask: askDeep,
};

export const smallNode: Read = {
  name: 'ten-edges',
  title: 'The same page of a node with ten edges',
  weight: 0.4,
  turns: 'pages',
  sample: (data) => pageOf(data, data.smallTopic, 0),
  ask,
};

export const hubCount: Read = {
  name: 'count',
  title: 'How many edges the hub has',
  weight: 0.3,
  sample: (data) => ({
    values: { ...noValues, id: data.hub },
    expected: () => ({ id: data.hub, count: data.counts.finding }),
  }),
  ask: {
    product: ({ id }) =>
      graphql('query Count($id: ID!) { topic(id: $id) { id count: findings { totalCount } } }', { id }),
    lists: ({ id }) => graphql('query Count($id: ID!) { topic(id: $id) { id count: findingCount } }', { id }),
    'neo4j-connections': ({ id }) =>
      graphql(
        'query Count($id: ID!) { topics(where: { id: { eq: $id } }) { id count: findingsConnection { totalCount } } }',
        { id },
      ),
    handwritten: ({ id }) => handwritten('count', { id }),
  },
};
