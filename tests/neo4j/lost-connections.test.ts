import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { changeSet, claim, conclusion, edge, recommendation } from '../contract/write-helpers.ts';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { troubleProxy, type TroubleProxy } from '../lanes/trouble-proxy.ts';
import { ask, serving, type Answered } from '../support/serving.ts';
import { emptyDatabase } from './empty-database.ts';

const [requests, atATime] = [300, 6];

/** The same cut times in every run, from 20 to 420 ms. */
function cutTimes(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return 20 + ((state >> 8) % 400);
  };
}

const questions = [
  '{ recommendation(id: "recommendation:r") { text basedOn(first: 5) { nodes { ... on Conclusion { text } } } } }',
  '{ recommendation(id: "recommendation:r") { grounding { entry { id } } chain { truncated } } }',
  '{ claims(first: 5, filter: { topics: { none: { id: "topic:t" } } }) { totalCount nodes { id } } }',
  '{ search(text: "claim", first: 3) { edges { node { id } } } }',
  '{ overview { nodes { count } } }',
];

describeOneLane('connections that are cut', 'neo4j-5', (lane) => {
  const address = useLane(lane);
  let proxy: TroubleProxy;
  let store: Store;
  let server: FastifyInstance;
  let isCutting = false;

  beforeAll(async () => {
    await emptyDatabase(address());
    const next = cutTimes(7);
    proxy = await troubleProxy(address().uri, () => (isCutting ? { cutAfter: next() } : {}));
    store = await openNeo4jStore({ model: evidenceModel, ...address(), uri: proxy.uri });
    await store.write(
      changeSet({
        nodes: [recommendation('r', '1'), conclusion('c', '1'), claim('a')],
        edges: [
          edge('BASED_ON', 'recommendation:r', 'conclusion:c', { attributes: { role: 'PRIMARY', basis: 'STATED' } }),
        ],
      }),
    );
    server = await serving(store);
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await store.close();
    await proxy.close();
  });

  /** Whole, or that the database is not to be had: nothing between. */
  const kindOf = ({ status, errors }: Answered) =>
    `${status} ${[...new Set(errors?.map(({ extensions, message }) => `${extensions.code}: ${message}`))].join()}`.trim();

  it('are answers without errors, or DATABASE_UNAVAILABLE', async () => {
    // Planned before, so that the cuts hit answers and not only planning.
    for (const question of questions) expect(kindOf(await ask(server, question))).toBe('200');
    isCutting = true;
    const kinds = new Map<string, number>();
    let asked = 0;
    const client = async () => {
      while (asked < requests) {
        const question = questions[(asked += 1) % questions.length] ?? '';
        const kind = kindOf(await ask(server, question));
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: atATime }, client));
    isCutting = false;
    expect(proxy.cuts()).toBeGreaterThan(10);
    const others = [...kinds.keys()].filter(
      (kind) => kind !== '200' && kind !== '503 DATABASE_UNAVAILABLE: The database does not answer.',
    );
    expect(others).toEqual([]);
  }, 240_000);

  it('are made anew as soon as they hold', async () => {
    await expect.poll(async () => kindOf(await ask(server, questions[0] ?? '')), { timeout: 30_000 }).toBe('200');
  }, 40_000);
});
