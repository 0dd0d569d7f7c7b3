import { afterAll, beforeAll, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { prepareQuestions } from '../../src/graphql/prepare-questions.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { adding, changeSet, claim, conclusion, finding, recommendation, source } from '../contract/write-helpers.ts';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { ask, serving } from '../support/serving.ts';
import { emptyDatabase } from './empty-database.ts';

describeOneLane('preparing the questions', 'neo4j-5', (lane) => {
  const address = useLane(lane);
  const observed: string[] = [];
  let store: Store;
  const never = new AbortController().signal;

  beforeAll(async () => {
    await emptyDatabase(address());
    store = await openNeo4jStore({ model: evidenceModel, ...address(), observe: (text) => observed.push(text) });
  }, 60_000);
  afterAll(() => store.close());

  it('ends on an empty graph', async () => {
    await prepareQuestions(store, never);
    expect(observed.length).toBeGreaterThan(5);
  }, 120_000);

  it('has the statements of later questions planned', async () => {
    await store.write(
      changeSet({
        nodes: [
          recommendation('r', '1'),
          conclusion('c', '1'),
          claim('a'),
          finding('f'),
          source('s'),
          recommendation('later', '2'),
          finding('later'),
          adding('study:s', { name: 'Study' }),
        ],
      }),
    );
    await prepareQuestions(store, never);
    const server = await serving(store, { compiledOperations: false });
    // What is read by plan has a statement of its own, as each operation has.
    await ask(server, '{ recommendation(id: "recommendation:later") { __typename } }');
    await ask(server, '{ claim(id: "claim:a") { __typename } }');
    const prepared = new Set(observed);
    observed.length = 0;
    const { errors = [] } = await ask(
      server,
      `{ impact(id: "finding:later") { id: __typename } chain(id: "recommendation:later") { truncated }
         backward: chain(id: "source:s", direction: BACKWARD) { truncated }
         contradictions { examined: __typename } gapMap { claims } overview { shares { part } }
         groundings { examined } researchRecommendations { examined } suggestClaims(study: "study:s") { id }
         doi: previewSource(reference: "10.1000/182") { is }
         record: previewSource(reference: "TY  - RPRT\\nTI  - Another title\\nPY  - 2010\\nER  - ") { is }
         recommendation(id: "recommendation:later") {
           grounding { statedLinks } robustness { tried } answeredSince { open } } }`,
    );
    const claims = await ask(server, '{ claim(id: "claim:a") { indication { status } } }');
    expect([...errors, ...(claims.errors ?? [])]).toEqual([]);
    await server.close();
    expect(observed.length).toBeGreaterThan(20);
    expect(observed.filter((text) => !prepared.has(text))).toEqual([]);
  }, 120_000);

  it('stops where it is told to', async () => {
    await prepareQuestions(store, AbortSignal.abort());
  });
});
