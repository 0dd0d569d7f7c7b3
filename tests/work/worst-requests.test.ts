import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionData } from '../../bench/questions/question-data.ts';
import { SecondClient } from '../../bench/worst/second-client.ts';
import { serveProduct, type ServedProduct } from '../../bench/worst/served-product.ts';
import { worstRequests, type WorstRequest } from '../../bench/worst/worst-requests.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase } from '../neo4j/empty-database.ts';
import { hubGraph } from './hub-graph.ts';

/*
 * Legal requests that cost too much, or could, asked of the server as it is started for use. `npm run build` comes first.
 * How long they take is for the bench to tell (`npm run bench -- --only worst`).
 */

/** A hub of 2,000 findings, and 10,000 entries of everything that questions look at. */
async function fill(store: Store): Promise<void> {
  await store.write(hubGraph(2_000));
  await store.write(questionData(0.1));
  await store.close();
}

/** How an operation may be refused for what it could cost. */
const refusals = ['WORK_LIMIT_EXCEEDED', 'NODE_LIMIT_EXCEEDED', 'QUESTION_LIMIT_EXCEEDED', 'BAD_USER_INPUT'];

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

const nothing: WorstRequest = { name: 'nothing', query: '{__typename}' };

/** `ended` are the statuses of what was ended at its deadline: a database that has just started is slow. */
function describeWorst(settings: () => Readonly<Record<string, string>>, ended: readonly number[] = []): void {
  let product: ServedProduct;
  beforeAll(async () => void (product = await serveProduct(settings())), 120_000);
  afterAll(() => product.stop(), 60_000);

  const named = worstRequests.map((request) => [request.name, request] as const);
  it.each(named)('is answered whole or refused with a reason, and nobody waits: %s', async (_, request) => {
    const second = new SecondClient(() => product.ask(nothing));
    const started = performance.now();
    const response = await product.ask(request);
    const { data, errors } = (await response.json()) as Answer;
    const turns = (performance.now() - started) / 20;
    const { count, failed } = await second.stop();
    if (ended.includes(response.status)) expect(errors?.[0]?.extensions.code).toBe('DEADLINE_EXCEEDED');
    else if (response.status === 200) expect([errors, data === null]).toEqual([undefined, false]);
    else {
      expect(response.status).toBe(400);
      const [code = ''] = errors?.map(({ extensions }) => extensions.code) ?? [];
      // graphql-js itself gives up on one document.
      expect([...refusals, 'GRAPHQL_VALIDATION_FAILED']).toContain(code);
    }
    expect(failed).toBe(0);
    // Somebody asks every 20 ms, and most of these turns come while the request is at work.
    expect(count).toBeGreaterThan(turns / 3);
  });

  it('lets everybody else be answered, and the process be seen to live, while all of them are asked at once', async () => {
    const second = new SecondClient(() => product.ask(nothing));
    const liveness = new SecondClient(() => product.live());
    const statuses = await Promise.all(worstRequests.map(async (each) => (await product.ask(each)).status));
    // On a machine that is busy with more, the last in the queue may reach its deadline.
    expect(new Set(statuses.filter((status) => ![200, 400, 504].includes(status)))).toEqual(new Set());
    expect([(await second.stop()).failed, (await liveness.stop()).failed]).toEqual([0, 0]);
  });
}

describe('a request that costs too much, on the embedded store,', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
  beforeAll(
    () => fill(openEmbeddedStore({ model: evidenceModel, file: join(folder, 'evidence-graph.sqlite') })),
    120_000,
  );
  afterAll(() => rmSync(folder, { recursive: true }));
  describeWorst(() => ({ DATA_DIR: folder }));
});

describeOneLane('a request that costs too much', 'neo4j-5', (lane) => {
  const address = useLane(lane);
  beforeAll(async () => {
    await emptyDatabase(address());
    await fill(await openNeo4jStore({ model: evidenceModel, ...address() }));
  }, 240_000);
  describeWorst(() => ({ NEO4J_URI: address().uri }), [504]);
});
