import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import {
  changeSet,
  claim,
  conclusion,
  edge,
  finding,
  intervention,
  link,
  recommendation,
} from '../contract/write-helpers.ts';
import { ask, codes, serving } from '../support/serving.ts';

const primary = { role: 'PRIMARY', basis: 'STATED' };
const statements: string[] = [];
const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:', observe: (text) => statements.push(text) });
let server: FastifyInstance;

beforeAll(async () => {
  await store.write(
    changeSet({
      nodes: [
        recommendation('r', '2.7', 'Use drug courts'),
        conclusion('c', '2', 'Quality'),
        claim('a', 'Drug courts work'),
        claim('b', 'Drug courts cost'),
        finding('f', 'It was found'),
        link('l'),
        link('m', 'DISPUTES'),
        intervention('i', 'Drug courts', { aliases: ['Courts for drugs'] }),
      ],
      edges: [
        edge('BASED_ON', 'recommendation:r', 'conclusion:c', { attributes: primary }),
        edge('BASED_ON', 'recommendation:r', 'claim:b', {
          place: 1,
          attributes: { role: 'DESPITE', basis: 'CURATED' },
        }),
        edge('RESTS_ON', 'conclusion:c', 'claim:a', { attributes: primary }),
        edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:l'),
        edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:m', { place: 1 }),
        edge('USES', 'evidence-link:l', 'finding:f'),
        edge('ABOUT_INTERVENTION', 'claim:a', 'intervention:i'),
        edge('ABOUT_INTERVENTION', 'claim:b', 'intervention:i'),
      ],
    }),
  );
  server = await serving(store);
});

afterAll(async () => {
  await server.close();
  await store.close();
});

describe('a read', () => {
  it('walks from a recommendation to the finding with edge attributes, in one statement', async () => {
    statements.length = 0;
    const { data, errors } = await ask(
      server,
      `query Chain($id: ID = "recommendation:r") { recommendation(id: $id) { ordinal basedOn(first: 5) { totalCount edges { role basis node { __typename ... on EvidenceNode { label } ...C } } } } }
       fragment C on Conclusion { restsOn(first: 5) { nodes { ... on Claim { text evidence(first: 5) { nodes { stance uses(first: 5) { nodes { ... on Finding { text } } } } } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      recommendation: {
        ordinal: '2.7',
        basedOn: {
          totalCount: 2,
          edges: [
            {
              role: 'PRIMARY',
              basis: 'STATED',
              node: {
                __typename: 'Conclusion',
                label: '2 Quality',
                restsOn: {
                  nodes: [
                    {
                      text: 'Drug courts work',
                      evidence: {
                        nodes: [
                          { stance: 'SUPPORTS', uses: { nodes: [{ text: 'It was found' }] } },
                          { stance: 'DISPUTES', uses: { nodes: [] } },
                        ],
                      },
                    },
                  ],
                },
              },
            },
            { role: 'DESPITE', basis: 'CURATED', node: { __typename: 'Claim', label: 'Drug courts cost' } },
          ],
        },
      },
    });
    expect(statements).toHaveLength(1);
  });

  it('answers several root fields, aliases with other pages, @include and @skip in one read', async () => {
    statements.length = 0;
    const { data } = await ask(
      server,
      `query Many($yes: Boolean = true) {
        one: claims(first: 1) { nodes { id } pageInfo { hasNextPage } }
        all: claims(orderBy: LABEL_DESC) { totalCount nodes { id text @skip(if: $yes) } }
        node(id: "intervention:i") { id ... on Intervention { x: claims(first: 1) { nodes { id } } y: claims(first: 2) { totalCount @include(if: $yes) nodes { id } } } }
        nodes(ids: ["claim:none", "claim:a"]) { id }
      }`,
    );
    expect(data).toEqual({
      one: { nodes: [{ id: 'claim:b' }], pageInfo: { hasNextPage: true } },
      all: { totalCount: 2, nodes: [{ id: 'claim:a' }, { id: 'claim:b' }] },
      node: {
        id: 'intervention:i',
        x: { nodes: [{ id: expect.stringMatching(/^claim:/u) as string }] },
        y: { totalCount: 2, nodes: [{ id: expect.any(String) as string }, { id: expect.any(String) as string }] },
      },
      nodes: [null, { id: 'claim:a' }],
    });
    // And a look for what the absent one may have been merged into.
    expect(statements).toHaveLength(2);
  });

  it('pages by cursor', async () => {
    const page = `query P($after: String) { claims(first: 1, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const one = (await ask(server, page)).data as unknown as { claims: { pageInfo: { endCursor: string } } };
    const two = await ask(server, page, { after: one.claims.pageInfo.endCursor });
    expect(two.data).toMatchObject({
      claims: { edges: [{ node: { id: 'claim:a' } }], pageInfo: { hasNextPage: false, hasPreviousPage: true } },
    });
    expect(codes(await ask(server, page, { after: 'nonsense' }))).toEqual(['BAD_CURSOR']);
    const foreign = `query F($after: String) { findings(first: 1, after: $after) { nodes { id } } }`;
    expect(codes(await ask(server, foreign, { after: one.claims.pageInfo.endCursor }))).toEqual(['BAD_CURSOR']);
  });

  it('filters by attributes and through relationships', async () => {
    const { data } = await ask(
      server,
      `{ disputed: claims(filter: { evidence: { some: { stance: [DISPUTES] } } }) { nodes { id } }
         without: claims(filter: { evidence: { none: {} } }) { nodes { id } }
         about: interventions(filter: { claims: { some: { search: "cost" } } }) { nodes { id } }
         despite: claim(id: "claim:a") { evidence(filter: { stance: [SUPPORTS] }) { totalCount nodes { id } } } }`,
    );
    expect(data).toEqual({
      disputed: { nodes: [{ id: 'claim:a' }] },
      without: { nodes: [{ id: 'claim:b' }] },
      about: { nodes: [{ id: 'intervention:i' }] },
      despite: { evidence: { totalCount: 1, nodes: [{ id: 'evidence-link:l' }] } },
    });
  });

  it('searches, ranks and highlights', async () => {
    const { data } = await ask(
      server,
      `{ search(text: "Drug COURTS", kinds: [Intervention, Claim]) { totalCount edges { node { id } highlights { attribute text ranges { start end } } } } }`,
    );
    expect(data).toMatchObject({
      search: {
        totalCount: 3,
        edges: [
          {
            node: { id: 'intervention:i' },
            highlights: [
              {
                attribute: 'name',
                text: 'Drug courts',
                ranges: [
                  { start: 0, end: 4 },
                  { start: 5, end: 11 },
                ],
              },
              { attribute: 'aliases' },
            ],
          },
          { node: { id: 'claim:b' } },
          { node: { id: 'claim:a' } },
        ],
      },
    });
  });
});

describe('a wrong question', () => {
  it.each([
    ['{ claims(first: 0) { nodes { id } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ claims(first: -1) { nodes { id } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ claims(first: 101) { nodes { id } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ claims(first: 2147483647) { nodes { id } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ claim(id: "claim:a") { evidence(first: 0) { nodes { id } } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ claim(id: "nonsense") { id } }', 'BAD_USER_INPUT'],
    ['{ claim(id: "finding:f") { id } }', 'BAD_USER_INPUT'],
    ['{ node(id: "claim:\\u0000") { id } }', 'BAD_USER_INPUT'],
    ['{ search(text: "") { totalCount } }', 'BAD_USER_INPUT'],
    ['{ search(text: "  --  ") { totalCount } }', 'BAD_USER_INPUT'],
    [`{ search(text: "${'x'.repeat(10_000)}") { totalCount } }`, 'BAD_USER_INPUT'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ claims', 'GRAPHQL_PARSE_FAILED'],
  ])('%s is refused as %s before anything runs', async (query, code) => {
    statements.length = 0;
    const answer = await ask(server, query);
    expect(codes(answer)).toEqual([code]);
    expect(answer.status).toBe(400);
    expect(statements).toEqual([]);
  });

  it('names the argument', async () => {
    const { errors } = await ask(server, '{ claim(id: "x") { id } }');
    expect(errors?.[0]?.extensions.argument).toBe('id');
    expect(errors?.[0]?.extensions.stacktrace).toBeUndefined();
  });

  it('answers null for an unknown id', async () => {
    expect(await ask(server, '{ claim(id: "claim:none") { id } }')).toMatchObject({
      status: 200,
      data: { claim: null },
    });
  });

  it('refuses more levels than the limit', async () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'id' : `contradicts(first: 1) { nodes { ${nested(depth - 1)} } }`;
    expect(codes(await ask(server, `{ claim(id: "claim:a") { ${nested(10)} } }`))).toEqual(['DEPTH_LIMIT_EXCEEDED']);
    expect((await ask(server, `{ claim(id: "claim:a") { ${nested(9)} } }`)).errors).toBeUndefined();
  });
});
