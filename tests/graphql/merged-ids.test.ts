import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/access/api-keys.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { adding, at, changeSet, edge, finding, link, source } from '../contract/write-helpers.ts';
import { curating, ben } from '../curation/curating.ts';
import { ask, serving } from '../support/serving.ts';

const keyPepper = 'a pepper of more than thirty-two characters';

const statements: string[] = [];
const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:', observe: (text) => statements.push(text) });
let servers: Readonly<Record<'compiled' | 'executed', FastifyInstance>>;
let credential = '';

beforeAll(async () => {
  await store.write(
    changeSet({
      nodes: [
        ...['first', 'second', 'third', 'fourth', 'fifth'].map((name) => source(name)),
        adding('study:kept', { name: 'Kept', design: ['RCT'] }),
        adding('study:twin', { name: 'Twin', design: ['RCT'] }),
        adding('topic:kept', { name: 'Kept' }),
        adding('topic:twin', { name: 'Twin' }),
        ...['jurisdiction', 'outcome', 'population'].flatMap((kind) =>
          ['kept', 'twin'].map((slug) => adding(`${kind}:${slug}`, { name: slug })),
        ),
        adding('claim:c', { text: 'A claim.', type: 'HARM' }),
        adding('recommendation:r', { text: 'A recommendation.', kind: 'ACTION' }),
        adding('intervention:i', { name: 'An intervention' }),
        finding('f'),
        link('l'),
      ],
      edges: [
        edge('REPORTED_IN', 'finding:f', 'source:second'),
        edge('USES', 'evidence-link:l', 'finding:f'),
        edge('RESULT_OF', 'finding:f', 'study:twin'),
      ],
    }),
  );
  const { curation, asked } = curating(store);
  for (const [duplicate, survivor] of [
    ['source:second', 'source:first'],
    ['source:first', 'source:third'],
    ['study:twin', 'study:kept'],
    ['topic:twin', 'topic:kept'],
    ['jurisdiction:twin', 'jurisdiction:kept'],
    ['outcome:twin', 'outcome:kept'],
    ['population:twin', 'population:kept'],
  ] as const)
    await curation.mergeDuplicates({ duplicate, survivor, why: 'The same.' }, asked(ben));
  servers = {
    compiled: await serving(store, { access: { keyPepper, issuers: [] } }),
    executed: await serving(store, { compiledOperations: false }),
  };
  const wanted = {
    owner: 'ben',
    name: 'ben',
    role: 'REVIEWER' as const,
    scopes: [],
    conflicts: [],
    expiresAt: '2999-01-01T00:00:00.000Z',
  };
  ({ text: credential } = await createKey(store, keyPepper, wanted, { by: 'tests', role: 'ADMIN', at }));
});

afterAll(async () => {
  await Promise.all(Object.values(servers).map((server) => server.close()));
  await store.close();
});

describe.each(['compiled', 'executed'] as const)('the id of what was merged away, in %s answers,', (how) => {
  const send = async (query: string, variables = {}) => {
    statements.length = 0;
    const { data, errors } = await ask(servers[how], query, variables);
    expect(errors).toBeUndefined();
    return data;
  };

  it('answers with what stands for it, in every look-up and through a chain of merges', async () => {
    const query = `query All($id: ID!) {
      source(id: "source:second") { id findings { nodes { id } } }
      mine: study(id: $id) { id label }
      node(id: "topic:twin") { id __typename }
      nodes(ids: ["source:second", "source:none", "source:third", "source:first"]) { id ... on EvidenceSource { doi } }
    }`;
    expect(await send(query, { id: 'study:twin' })).toEqual({
      source: { id: 'source:third', findings: { nodes: [{ id: 'finding:f' }] } },
      mine: { id: 'study:kept', label: 'Kept' },
      node: { id: 'topic:kept', __typename: 'Topic' },
      nodes: [
        { id: 'source:third', doi: null },
        null,
        { id: 'source:third', doi: null },
        { id: 'source:third', doi: null },
      ],
    });
  });

  it('costs nothing where everything is there: one statement, attributes without a value among them', async () => {
    await send('{ source(id: "source:fourth") { doi source: pmid } nodes(ids: ["source:fifth"]) { id } }');
    expect(statements).toHaveLength(1);
    await send('{ evidenceLink(id: "evidence-link:l") { claim { id } } }');
    expect(statements).toHaveLength(1);
  });

  it('costs a look for aliases where something is absent, and a read for each step of the chain', async () => {
    expect(await send('{ source(id: "source:none") { id } }')).toEqual({ source: null });
    expect(statements).toHaveLength(2);
    await send('{ study(id: "study:twin") { id } }');
    expect(statements).toHaveLength(3);
    await send('{ source(id: "source:second") { id } nodes(ids: ["source:none", "topic:twin"]) { id } }');
    expect(statements).toHaveLength(6);
  });

  it('is what an answer is wanted for', async () => {
    const query = `{
      claim(id: "claim:c") { indication(outcome: "outcome:twin", jurisdiction: "jurisdiction:twin") { status } }
      recommendation(id: "recommendation:r") { grounding(jurisdiction: "jurisdiction:twin") { statedLinks } }
      gapMap(filter: {
        rowIds: ["intervention:i"], columnIds: ["outcome:twin", "outcome:kept"]
        jurisdictions: ["jurisdiction:twin"], populations: ["population:twin"]
      }) { cells { row column } }
    }`;
    expect(await send(query)).toEqual({
      claim: { indication: { status: 'NOT_EVALUATED' } },
      recommendation: { grounding: { statedLinks: 0 } },
      gapMap: { cells: [{ row: 'intervention:i', column: 'outcome:kept' }] },
    });
  });

  it('is what a chain starts from and what an impact is supposed of', async () => {
    const query = `{
      chain(id: "source:second", direction: BACKWARD) { paths { nodes { id } } }
      none: chain(id: "source:none") { paths { nodes { id } } }
      impact(id: "source:second", alsoIds: ["source:third"]) { changed { id } }
    }`;
    const answer = (await send(query)) as unknown as {
      chain: { paths: { nodes: { id: string }[] }[] };
      none: null;
      impact: { changed: { id: string }[] };
    };
    expect(answer.chain.paths[0]?.nodes[0]?.id).toBe('source:third');
    expect(answer.none).toBeNull();
    expect(answer.impact.changed).toEqual([{ id: 'source:third' }]);
  });

  it('has a history that goes on with that of what stands for it, page by page', async () => {
    const history = (id: string, after: number, first: number) =>
      send(
        `query H($id: ID!, $after: Int!, $first: Int!) {
          history(id: $id, after: $after, first: $first) { nodes { entryId what why } hasNextPage endSequence } }`,
        { id, after, first },
      ) as Promise<unknown> as Promise<{
        history: { nodes: { entryId: string; what: string }[]; hasNextPage: boolean; endSequence: number };
      }>;
    const whole = (await history('source:second', 0, 10)).history;
    expect(whole.nodes.map(({ entryId, what }) => `${entryId} ${what}`)).toEqual([
      'source:second ADDED',
      'source:second REMOVED',
      'source:first REMOVED',
      'source:third CHANGED',
    ]);
    const pages: unknown[] = [];
    for (let [after, more] = [0, true]; more;) {
      const { nodes, endSequence, hasNextPage } = (await history('source:second', after, 1)).history;
      pages.push(...nodes);
      [after, more] = [endSequence, hasNextPage];
    }
    expect(pages).toEqual(whole.nodes);
    expect((await history('source:third', 0, 10)).history.nodes.map(({ what }) => what)).toEqual(['ADDED', 'CHANGED']);
  });
});

describe('merging over GraphQL', () => {
  const merge = `mutation Merge($duplicate: ID!, $survivor: ID!, $dryRun: Boolean!, $why: String!, $key: String!) {
    answer: mergeDuplicates(duplicate: $duplicate, survivor: $survivor, dryRun: $dryRun, why: $why, idempotencyKey: $key) {
      __typename
      ... on Merge { id duplicateId survivorId differences { attribute kept left } moved leftOut }
      ... on UserError { code message problems { path message } } } }`;
  const undo = `mutation Undo($id: ID!, $key: String!) {
    answer: undoMerge(id: $id, why: "Not the same.", idempotencyKey: $key) {
      __typename ... on Merge { id duplicateId survivorId } ... on UserError { code problems { path } } } }`;
  let requests = 0;
  const send = async (query: string, variables: object, authorization?: string) => {
    const response = await servers.compiled.inject({
      method: 'POST',
      url: '/graphql',
      headers: authorization === undefined ? {} : { authorization },
      payload: { query, variables: { key: `request-${(requests += 1)}`, ...variables } },
    });
    const { data, errors } = response.json<{ data: { answer: unknown }; errors?: unknown }>();
    expect(errors).toBeUndefined();
    return data.answer;
  };
  const input = { duplicate: 'source:fourth', survivor: 'source:fifth', dryRun: false, why: 'The same.' };

  it('is refused in types of its own', async () => {
    const bearer = `Bearer ${credential}`;
    expect(await send(merge, input)).toMatchObject({ __typename: 'NotSignedIn', code: 'UNAUTHENTICATED' });
    expect(await send(merge, { ...input, survivor: 'topic:kept' }, bearer)).toMatchObject({
      __typename: 'ValidationFailed',
      problems: [{ path: 'survivor' }],
    });
    expect(await send(merge, { ...input, why: ' ' }, bearer)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await send(merge, { ...input, duplicate: 'source:none' }, bearer)).toMatchObject({
      __typename: 'NotFound',
      problems: [{ path: 'duplicate' }],
    });
    expect(await send(undo, { id: 'source:none' }, bearer)).toMatchObject({ __typename: 'NotFound' });
  });

  it('shows what would come of it, does it, and takes it back', async () => {
    const bearer = `Bearer ${credential}`;
    const told = {
      __typename: 'Merge',
      duplicateId: 'source:fourth',
      survivorId: 'source:fifth',
      differences: [{ attribute: 'title', kept: 'fifth', left: 'fourth' }],
      moved: 0,
      leftOut: 0,
    };
    expect(await send(merge, { ...input, dryRun: true }, bearer)).toEqual({ ...told, id: null });
    expect(await send(merge, input, bearer)).toEqual({ ...told, id: expect.stringMatching(/^merge:/u) as string });
    expect(await send(undo, { id: 'source:fourth' }, bearer)).toMatchObject({ __typename: 'Merge' });
    const { data } = await ask(servers.compiled, '{ source(id: "source:fourth") { id label } }');
    expect(data).toEqual({ source: { id: 'source:fourth', label: 'fourth' } });
  });
});
