import { ask, codes, serving } from '../support/serving.ts';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceModel, memberOf } from '../../src/domain/model.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { readSeed } from '../analysis/stored-graph.ts';
import { at } from '../contract/write-helpers.ts';
import { withKnownCounts } from '../support/with-known-counts.ts';

const statements: string[] = [];
const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:', observe: (text) => statements.push(text) });
let server: FastifyInstance;

beforeAll(async () => {
  await loadReviewPackage(store, await readSeed(), { by: 'tests', at });
  const counted = withKnownCounts(store);
  await counted.counts();
  server = await serving(counted);
});

afterAll(async () => {
  await server.close();
  await store.close();
});

const diversion = 'recommendation:ukdpc-2008-3.2';
const drugCourts = 'claim:drug-courts-reduce-drug-use-and-offending';

describe('a computed field', () => {
  it('says what a recommendation rests on, beside what is read', async () => {
    const { data, errors } = await ask(
      server,
      `{ recommendation(id: "${diversion}") { ordinal grounding { flags { flag reason entries { id kind } }
         weakest { role indication { status certainty claim { id } } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      recommendation: {
        ordinal: '3.2',
        grounding: {
          flags: [
            {
              flag: 'BASIS_NOT_EVALUATED',
              reason: 'No claim that decides it has been evaluated.',
              entries: [{ id: 'claim:diversion-from-prosecution-reduces-drug-use-and-offending', kind: 'Claim' }],
            },
          ],
          weakest: {
            role: 'PRIMARY',
            indication: {
              status: 'NOT_ASSESSABLE',
              certainty: null,
              claim: { id: 'claim:net-widening-harms-less-problematic-drug-users' },
            },
          },
        },
      },
    });
  });

  it('shows asserted verdicts beside the computed status, with every step', async () => {
    const { data } = await ask(
      server,
      `{ claim(id: "${drugCourts}") { indication(jurisdiction: "jurisdiction:gb-sct") { status studies
         trace { rule links } verdicts { agrees level { label } } } } }`,
    );
    expect(data).toEqual({
      claim: {
        indication: {
          status: 'NOT_ASSESSABLE',
          studies: 0,
          trace: [
            { rule: 'EFFECT_ESTIMATES_ONLY', links: ['evidence-link:drug-courts-review'] },
            {
              rule: 'STUDY_NEEDED',
              links: ['evidence-link:drug-courts-international-evidence', 'evidence-link:drug-courts-review'],
            },
            {
              rule: 'NOTHING_APPRAISED',
              links: ['evidence-link:drug-courts-international-evidence', 'evidence-link:drug-courts-review'],
            },
          ],
          verdicts: [{ agrees: 'NOT_COMPARABLE', level: { label: 'Reasonable evidence' } }],
        },
      },
    });
  });

  it('takes the same few statements on a list of twenty as on one', async () => {
    const fields =
      'id grounding { flags { flag } } robustness { reason } answeredSince { open } chain { paths { endsAt } }';
    statements.length = 0;
    await ask(server, `{ recommendation(id: "${diversion}") { ${fields} } }`);
    const one = statements.length;
    statements.length = 0;
    const { data, errors } = await ask(server, `{ recommendations(first: 20) { nodes { ${fields} } } }`);
    expect(errors).toBeUndefined();
    expect((data as unknown as { recommendations: { nodes: unknown[] } }).recommendations.nodes).toHaveLength(20);
    expect([one, statements.length]).toEqual([7, 7]);
  });

  it('takes the same few statements for a place, and one more for all of a list where the place is nowhere', async () => {
    const query = (place: string) =>
      `{ recommendations(first: 20) { nodes { grounding(jurisdiction: "${place}") { statedLinks } } } }`;
    statements.length = 0;
    expect((await ask(server, query('jurisdiction:gb-sct'))).errors).toBeUndefined();
    expect(statements).toHaveLength(3);
    statements.length = 0;
    expect(new Set(codes(await ask(server, query('jurisdiction:none'))))).toEqual(new Set(['NOT_FOUND']));
    expect(statements).toHaveLength(4);
  });

  it('walks a chain from a claim, a conclusion and a source', async () => {
    const { data, errors } = await ask(
      server,
      `{ claim(id: "${drugCourts}") { chain { paths { endsAt length } truncated } }
         conclusion(id: "conclusion:ukdpc-2008-2") { chain(maxDepth: 1) { truncated } grounding { statedLinks } }
         source(id: "source:ukdpc-2008-evidence-drug-courts-international") {
           chain(direction: BACKWARD) { paths { endsAt nodes { id } } edges { relationship stance role } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      claim: { chain: { truncated: [] } },
      conclusion: { chain: { truncated: ['DEPTH'] } },
    });
    const { paths } = (
      data as unknown as { source: { chain: { paths: { endsAt: string; nodes: { id: string }[] }[] } } }
    ).source.chain;
    expect(new Set(paths.map(({ endsAt }) => endsAt))).toEqual(new Set(['RECOMMENDATION']));
    expect(paths.map(({ nodes }) => nodes.at(-1)?.id)).toContain('recommendation:ukdpc-2008-2.7');
  });

  it('is no member of the model, so that no read plan asks for it', () => {
    expect(memberOf(evidenceModel, 'Recommendation', 'text')).toBeDefined();
    expect(memberOf(evidenceModel, 'Recommendation', 'grounding')).toBeUndefined();
  });
});

describe('a question at the root', () => {
  it('supposes a retraction and tells what falls', async () => {
    const { data, errors } = await ask(
      server,
      `{ impact(id: "source:ukdpc-2008-evidence-net-widening") { change counts { class count }
         affected { class entry { id } before { status } after { status } path { id } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      impact: {
        change: 'RETRACTED',
        affected: expect.arrayContaining([
          expect.objectContaining({
            class: 'NOT_EVALUATED_NOW',
            entry: { id: 'claim:net-widening-is-inefficient' },
            before: { status: 'NOT_ASSESSABLE' },
            after: { status: 'NOT_EVALUATED' },
          }),
        ]) as unknown,
      },
    });
  });

  it('maps gaps, with the filter and what it hides', async () => {
    const { data, errors } = await ask(
      server,
      `{ gapMap(filter: { rowIds: ["intervention:drug-courts", "intervention:diversion-from-prosecution"],
           columnIds: ["outcome:drug-use-and-offending"] }) {
           cells { row column states claims { claim { id } status } verdicts { level { label } count }
             researchRecommendations { id } } emptyCells claims hiddenClaims hiddenRows } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      gapMap: {
        cells: [
          {
            row: 'intervention:diversion-from-prosecution',
            column: 'outcome:drug-use-and-offending',
            states: ['NOBODY_LOOKED'],
            claims: [
              {
                claim: { id: 'claim:diversion-from-prosecution-reduces-drug-use-and-offending' },
                status: 'NOT_EVALUATED',
              },
            ],
            verdicts: [{ level: { label: 'No evaluations' }, count: 1 }],
            researchRecommendations: [{ id: 'recommendation:ukdpc-2008-6.2' }],
          },
          {
            row: 'intervention:drug-courts',
            column: 'outcome:drug-use-and-offending',
            states: ['INCONCLUSIVE'],
            claims: [{ claim: { id: drugCourts }, status: 'NOT_ASSESSABLE' }],
            verdicts: [{ level: { label: 'Reasonable evidence' }, count: 1 }],
            researchRecommendations: [{ id: 'recommendation:ukdpc-2008-6.4' }],
          },
        ],
        emptyCells: 1,
        claims: 2,
        hiddenClaims: 2,
        hiddenRows: 0,
      },
    });
  });

  it('answers several questions side by side with reads', async () => {
    const { data, errors } = await ask(
      server,
      `{ contradictions { items { kind claim { id } sides { says reason } } examined inAll }
         overview { shares { of part whole } newest { entry { id } at } nodes { kind count } edges { count } }
         groundings(flags: [INDIRECT_ONLY], first: 50) { nodes { entry { label } } examined hasNextPage endCursor }
         researchRecommendations(open: true, first: 3) { nodes { open recommendation { id } } hasNextPage endCursor }
         claims(first: 1) { totalCount } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      contradictions: { examined: 18, inAll: 18 },
      groundings: { examined: 29, hasNextPage: false, endCursor: null },
      researchRecommendations: { hasNextPage: true },
      claims: { totalCount: 76 },
    });
  });

  it('goes on behind a cursor of its own list only', async () => {
    const page = `query P($after: String) { researchRecommendations(open: true, first: 5, after: $after) { nodes { recommendation { id } } endCursor } }`;
    const one = (await ask(server, page)).data as unknown as { researchRecommendations: { endCursor: string } };
    const two = await ask(server, page, { after: one.researchRecommendations.endCursor });
    expect(
      (two.data as unknown as { researchRecommendations: { nodes: unknown[] } }).researchRecommendations.nodes,
    ).toHaveLength(4);
    const foreign = `query F($after: String) { groundings(after: $after) { examined } }`;
    expect(codes(await ask(server, foreign, { after: one.researchRecommendations.endCursor }))).toEqual(['BAD_CURSOR']);
  });

  it.each([
    ['{ chain(id: "nonsense") { truncated } }', 'BAD_USER_INPUT'],
    [`{ chain(id: "${diversion}", maxDepth: 0) { truncated } }`, 'BAD_USER_INPUT'],
    [`{ chain(id: "${diversion}", maxDepth: 99) { truncated } }`, 'BAD_USER_INPUT'],
    [`{ chain(id: "${diversion}", maxPaths: 100000) { truncated } }`, 'BAD_USER_INPUT'],
    [`{ recommendation(id: "${diversion}") { chain(maxDepth: 0) { truncated } } }`, 'BAD_USER_INPUT'],
    [`{ claim(id: "${drugCourts}") { indication(outcome: "claim:x") { status } } }`, 'BAD_USER_INPUT'],
    [`{ claim(id: "${drugCourts}") { indication(outcome: "outcome:none") { status } } }`, 'NOT_FOUND'],
    [`{ claim(id: "${drugCourts}") { indication(jurisdiction: "jurisdiction:none") { status } } }`, 'NOT_FOUND'],
    [
      `{ recommendation(id: "${diversion}") { grounding(jurisdiction: "jurisdiction:none") { statedLinks } } }`,
      'NOT_FOUND',
    ],
    ['{ gapMap(filter: { jurisdictions: ["jurisdiction:none"] }) { claims } }', 'NOT_FOUND'],
    ['{ gapMap(filter: { populations: ["population:none"] }) { claims } }', 'NOT_FOUND'],
    [`{ impact(id: "${diversion}") { change } }`, 'BAD_USER_INPUT'],
    ['{ impact(id: "source:none") { change } }', 'NOT_FOUND'],
    ['{ impact(id: "source:ukdpc-2008-summary", dryRun: false) { change } }', 'BAD_USER_INPUT'],
    ['{ gapMap(rows: OUTCOME) { claims } }', 'BAD_USER_INPUT'],
    ['{ gapMap(mostRows: 1000) { claims } }', 'BAD_USER_INPUT'],
    ['{ gapMap(filter: { rowIds: [] }) { claims } }', 'BAD_USER_INPUT'],
    ['{ contradictions(first: 0) { examined } }', 'BAD_USER_INPUT'],
    ['{ groundings(first: 101) { examined } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ gapMap(filter: { claimTypes: [NONSENSE] }) { claims } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s is refused as %s', async (query, code) => {
    expect(codes(await ask(server, query))).toEqual([code]);
  });

  it('answers null for an unknown start', async () => {
    expect((await ask(server, '{ chain(id: "claim:none") { truncated } }')).data).toEqual({ chain: null });
  });
});
