import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawnCases } from '../support/drawn-cases.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import type { NodeWrite } from '../../src/store/change-set.ts';
import { WorkerPool } from '../../src/http/workers/worker-pool.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { examples } from '../../src/web/playground/examples.ts';
import { readSeed } from '../analysis/stored-graph.ts';
import { at, changeSet, claim } from '../contract/write-helpers.ts';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase } from '../neo4j/empty-database.ts';
import type { Drawn } from '../operations/argument-values.ts';
import { drawnFromOddGraph } from '../operations/drawn-from-odd-graph.ts';
import { generatedOperation } from '../operations/generated-operation.ts';
import { nastyRequests } from '../operations/nasty-requests.ts';
import { oddGraph } from '../operations/odd-graph.ts';
import { PairedServers, type Outcome, type Way } from '../operations/paired-servers.ts';
import { schema } from '../support/serving.ts';

/*
 * Real worker processes of the built command line, over the store of the server, answer byte for byte what the server
 * answers itself. `npm run build` comes first. OPERATIONS_SEED and OPERATIONS_RUNS draw others, or more.
 */

const seed = Number(process.env['OPERATIONS_SEED'] ?? 20_081_004);

/** The statements of another process are not seen here. */
const seen = (outcome: Outcome) => ({ ...outcome, statements: 0 });

function expectSame({ executed, worker, workerAgain }: Record<Way, Outcome>): void {
  expect(seen(worker)).toEqual(seen(executed));
  expect(seen(workerAgain)).toEqual(seen(executed));
}

interface Opened {
  readonly store: Store;
  /** The settings by which a worker opens the same store. */
  readonly environment: Readonly<Record<string, string>>;
}

/** `most` is how many operations are drawn; `odd` whether odd requests are asked too. */
function describeSameAnswers(open: () => Promise<Opened>, { most, odd }: { most: number; odd: boolean }): void {
  const numRuns = Number(process.env['OPERATIONS_RUNS'] ?? most);

  let store: Store;
  let pool: WorkerPool;
  let pair: PairedServers;
  let drawn: Drawn;
  const logged: unknown[] = [];

  beforeAll(async () => {
    const opened = await open();
    store = opened.store;
    const reviewPackage = await readSeed();
    await loadReviewPackage(store, reviewPackage, { by: 'tests', at });
    // Some entries are in both.
    const loaded = new Set(reviewPackage.nodes.map(({ id }) => id));
    const odd = oddGraph();
    await store.write({ ...odd, nodes: [...(odd.nodes as readonly NodeWrite[])].filter(({ id }) => !loaded.has(id)) });
    pool = new WorkerPool({
      size: 2,
      script: join(import.meta.dirname, '../../dist/main.js'),
      environment: { PATH: process.env['PATH'], ...opened.environment },
      log: { warn: (fields, message) => void logged.push({ ...fields, message }) },
    });
    pair = await PairedServers.over(store, [], {
      takes: () => true,
      answer: (request, signal) => pool.answer(request, signal),
    });
    drawn = await drawnFromOddGraph();
  }, 240_000);
  afterAll(async () => {
    await pair.close();
    await pool.close();
    await store.close();
    expect(logged).toEqual([]);
  });

  it(`is the same for ${numRuns} generated operations`, async () => {
    const same = fc.asyncProperty(generatedOperation(schema, drawn), async (operation) => {
      expectSame(await pair.ask({ method: 'POST', payload: { ...operation } }));
    });
    await fc.assert(same, { seed, numRuns });
    expect(pool.pids.length).toBeGreaterThan(0);
  }, 600_000);

  it.each(examples.map((query) => [/(?:query|mutation) (\w+)/u.exec(query)?.[1], query]))(
    'is the same for the example %s',
    async (_, query) => {
      expectSame(await pair.ask({ method: 'POST', payload: { query } }));
    },
  );

  it.runIf(odd)(
    'is the same for odd requests',
    async () => {
      for (const { requests } of nastyRequests) for (const request of requests) expectSame(await pair.ask(request));
    },
    600_000,
  );

  it('is of what was written before', async () => {
    for (let number = 0; number < 20; number += 1) {
      await store.write(changeSet({ nodes: [claim(`written-${number}`)] }));
      const { worker } = await pair.ask({
        method: 'POST',
        payload: { query: `{ claim(id: "claim:written-${number}") { text } }` },
      });
      expect(worker.body).toContain(`{"claim":{"text":"written-${number}"}}`);
    }
  });
}

describe('the answer of a worker process on the embedded store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-workers-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  describeSameAnswers(
    async () => ({
      store: openEmbeddedStore({ model: evidenceModel, file: join(folder, 'evidence-graph.sqlite') }),
      environment: { DATA_DIR: folder },
    }),
    { most: drawnCases(40, 100), odd: true },
  );
});

// What a worker writes does not depend on the engine; this one plans each text for seconds.
describeOneLane('the answer of a worker process', 'neo4j-5', (lane) => {
  const address = useLane(lane);
  describeSameAnswers(
    async () => {
      const { uri, user, password } = address();
      await emptyDatabase(address());
      return {
        store: await openNeo4jStore({ model: evidenceModel, ...address() }),
        environment: {
          NEO4J_URI: uri,
          ...(user !== undefined && { NEO4J_USER: user }),
          ...(password !== undefined && { NEO4J_PASSWORD: password }),
        },
      };
    },
    { most: drawnCases(15, 100), odd: drawnCases(0, 1) === 1 },
  );
});
