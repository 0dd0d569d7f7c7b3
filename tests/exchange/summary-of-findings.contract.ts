import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import { readReviewPackage, type ReviewPackage } from '../../src/exchange/review-package/read-review-package.ts';
import type { Store } from '../../src/store/store.ts';
import { at } from '../contract/write-helpers.ts';
import { serving } from '../support/serving.ts';

/** A row of a Summary of Findings, loaded and asked back over GraphQL. */
export function describeSummaryOfFindings(open: () => Promise<Store>): void {
  let server: FastifyInstance;
  let store: Store;
  let reviewPackage: ReviewPackage;

  beforeAll(async () => {
    store = await open();
    const read = await readReviewPackage('tests/exchange/packages/summary-of-findings', evidenceModel);
    expect([read.problems, read.warnings]).toEqual([[], []]);
    if (!read.reviewPackage) throw new Error('the package has problems');
    reviewPackage = read.reviewPackage;
    await loadReviewPackage(store, reviewPackage, { by: 'tests', at });
    server = await serving(store);
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  const ask = async (query: string) => {
    const response = await server.inject({ method: 'POST', url: '/graphql', payload: { query } });
    const { data, errors } = response.json<{ data: unknown; errors?: unknown }>();
    expect(errors).toBeUndefined();
    return data;
  };

  it('loads a second time without a change: what is kept is what was written', async () => {
    const again = await loadReviewPackage(store, reviewPackage, { by: 'tests', at });
    expect([again.written, again.nodes.changed, again.edges.added]).toEqual([false, 0, 0]);
  });

  it('answers figures as they were written, with null for what was not', async () => {
    const figures = `estimate { metric value lower upper level p adjusted } arms { role events total mean sd n personTime }
      followUp { value unit } subgroup
      pooled { studies participants model tau2 iSquared predictionLower predictionUpper }`;
    expect(
      await ask(
        `{ trial: finding(id: "finding:trial") { ${figures} } pooled: finding(id: "finding:pooled") { ${figures} } }`,
      ),
    ).toEqual({
      trial: {
        estimate: { metric: 'RR', value: 0.8, lower: 0.62, upper: 1.03, level: 95, p: 0.08, adjusted: false },
        arms: [
          { role: 'INTERVENTION', events: 80, total: 1000, mean: null, sd: null, n: null, personTime: null },
          { role: 'COMPARATOR', events: 100, total: 1000, mean: null, sd: null, n: null, personTime: null },
        ],
        followUp: { value: 12, unit: 'MONTHS' },
        subgroup: 'Women',
        pooled: null,
      },
      pooled: {
        estimate: { metric: 'RR', value: 0.8, lower: 0.71, upper: 0.9, level: 90, p: null, adjusted: null },
        arms: [],
        followUp: null,
        subgroup: null,
        pooled: {
          studies: 12,
          participants: 8200,
          model: 'RANDOM_EFFECTS',
          tau2: 0.0123456789012345,
          iSquared: 30,
          predictionLower: 0.61,
          predictionUpper: 1.05,
        },
      },
    });
  });

  it('answers what a thing is compared with and where, forward, backward and in filters', async () => {
    const found = await ask(`{
      finding(id: "finding:trial") { comparators { nodes { id } } settings { nodes { id broader { nodes { id } } } } }
      intervention(id: "intervention:usual") {
        comparedInFindings { nodes { id } } comparedInClaims { totalCount }
        comparedInStudies { nodes { id } } comparedInRecommendations { totalCount } }
      setting(id: "setting:prison") { interventions { nodes { id } } studies { totalCount } }
      settings { nodes { id } }
      findings(filter: { comparators: { some: { id: ["intervention:usual"] } } }) { nodes { id } }
      claims(filter: { comparators: { none: {} }, asserts: [DECREASE] }) { totalCount } }`);
    expect(found).toEqual({
      finding: {
        comparators: { nodes: [{ id: 'intervention:usual' }] },
        settings: { nodes: [{ id: 'setting:prison', broader: { nodes: [{ id: 'setting:custody' }] } }] },
      },
      intervention: {
        comparedInFindings: { nodes: [{ id: 'finding:trial' }] },
        comparedInClaims: { totalCount: 1 },
        comparedInStudies: { nodes: [{ id: 'study:trial' }] },
        comparedInRecommendations: { totalCount: 1 },
      },
      setting: { interventions: { nodes: [{ id: 'intervention:new' }] }, studies: { totalCount: 1 } },
      settings: { nodes: [{ id: 'setting:custody' }, { id: 'setting:prison' }] },
      findings: { nodes: [{ id: 'finding:trial' }] },
      claims: { totalCount: 0 },
    });
  });

  it('answers several judgements of risk of bias of one study, each in the words of its tool', async () => {
    const judged = await ask(`{
      study(id: "study:trial") {
        design registered funded registrations { registry number url } funding { funder }
        riskOfBias { nodes { tool overall by on domains { domain judgement support } judges { ... on Study { id } } } } }
      riskOfBiasJudgements(filter: { tool: [AMSTAR_2] }) { nodes { judges { ... on EvidenceSource { id } } } } }`);
    expect(judged).toEqual({
      study: {
        design: ['RANDOMISED', 'PARALLEL', 'CLUSTER'],
        registered: 'YES',
        funded: 'NOT_REPORTED',
        registrations: [{ registry: 'ISRCTN', number: 'ISRCTN00000000', url: null }],
        funding: [],
        riskOfBias: {
          nodes: [
            {
              tool: 'ROB_2',
              overall: 'Some concerns',
              by: 'Two reviewers',
              on: '2025-03',
              domains: [{ domain: 'Randomisation process', judgement: 'Low', support: 'Drawn by a computer.' }],
              judges: { id: 'study:trial' },
            },
            { tool: 'MARYLAND_SMS', overall: '5', by: null, on: null, domains: [], judges: { id: 'study:trial' } },
          ],
        },
      },
      riskOfBiasJudgements: { nodes: [{ judges: { id: 'source:review' } }] },
    });
  });

  it('answers what a panel rated, weighed and recommended, and the editions of its document', async () => {
    const answer = await ask(`{
      outcome(id: "outcome:deaths") { betterWhen smallestImportant { metric value source } }
      assessment(id: "assessment:panel") {
        reasons domains { domain judgement steps reason } level { certainty } }
      recommendation(id: "recommendation:use") {
        kind direction justifiedBy
        decisionCriteria { nodes { criterion judgement researchEvidence considerations recommendation { id } } } }
      source(id: "source:second") {
        edition reviewBy language licence replaces { nodes { id } } translations { nodes { id language } } } }`);
    expect(answer).toEqual({
      outcome: {
        betterWhen: 'LOWER',
        smallestImportant: { metric: 'RR', value: 0.9, source: 'Panel of the guideline' },
      },
      assessment: {
        reasons: 'Few trials, and wide.',
        domains: [
          { domain: 'IMPRECISION', judgement: 'serious', steps: -1, reason: 'The interval includes no effect.' },
        ],
        level: { certainty: 'LOW' },
      },
      recommendation: {
        kind: 'ONLY_IN_RESEARCH',
        direction: 'EITHER',
        justifiedBy: 'LIFE_THREATENING',
        decisionCriteria: {
          nodes: [
            {
              criterion: 'EQUITY',
              judgement: 'Probably increased',
              researchEvidence: 'None was found.',
              considerations: 'Most who need it are in prison.',
              recommendation: { id: 'recommendation:use' },
            },
          ],
        },
      },
      source: {
        edition: 'second',
        reviewBy: '2031',
        language: 'en-GB',
        licence: 'CC-BY-4.0',
        replaces: { nodes: [{ id: 'source:first' }] },
        translations: { nodes: [{ id: 'source:translation', language: 'cy' }] },
      },
    });
  });
}
