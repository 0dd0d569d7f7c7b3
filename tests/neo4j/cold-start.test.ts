import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveProduct, type ServedProduct } from '../../bench/worst/served-product.ts';
import { describeLanes } from '../lanes/neo4j-lanes.ts';
import type { Neo4jServer } from '../../tools/neo4j-server.ts';
import { startOwnServer } from '../../tools/start-own-server.ts';

/** Each of them reads what no other has read before. */
const questions = [
  `{ recommendation(id: "recommendation:ukdpc-2008-3.2") { grounding { flags { flag reason } } }
     impact(id: "source:ukdpc-2008-commissioned-review") { counts { class count } } }`,
  '{ recommendation(id: "recommendation:ukdpc-2008-2.7") { chain { nodes { id } } robustness { tried } } }',
  '{ recommendations(first: 5) { nodes { answeredSince { open } } } claims(first: 5) { nodes { indication { status } } } }',
  '{ gapMap { claims cells { __typename } } contradictions { examined } overview { shares { part whole } } }',
  '{ groundings { examined } researchRecommendations { examined } suggestClaims(text: "drug courts") { id } }',
];

/* The server as it is started for use, on a database that was started a moment ago. `npm run build` comes first. */
describeLanes('a server on a database that has just started', (lane) => {
  const { release } = lane;
  if (!release) return;
  let database: Neo4jServer;
  let product: ServedProduct;
  beforeAll(async () => {
    database = await startOwnServer(release);
    product = await serveProduct({ NEO4J_URI: database.uri, SEED: 'on' });
  }, 240_000);
  afterAll(async () => {
    await product.stop();
    await database.stop();
  }, 60_000);

  it.each(questions)('is ready only when it answers: %s', async (query) => {
    const response = await product.ask({ name: 'first', query });
    const { errors } = (await response.json()) as { readonly errors?: unknown };
    expect([response.status, errors]).toEqual([200, undefined]);
  });
});
