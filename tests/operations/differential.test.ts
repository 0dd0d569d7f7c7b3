import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase } from '../neo4j/empty-database.ts';
import { drawnCases } from '../support/drawn-cases.ts';
import { schema } from '../support/serving.ts';
import type { Drawn } from './argument-values.ts';
import { drawnFromOddGraph } from './drawn-from-odd-graph.ts';
import { generatedOperation } from './generated-operation.ts';
import { askedOfNastyAnswers, nastyAnswers, secret } from './nasty-answers.ts';
import { nastyRequests } from './nasty-requests.ts';
import { oddGraph } from './odd-graph.ts';
import { PairedServers, type Outcome, type Way } from './paired-servers.ts';

/*
 * A compiled operation answers byte for byte what execution field by field answers: status, headers, body, number of
 * statements and what is logged. OPERATIONS_SEED and OPERATIONS_RUNS draw others, or more.
 */

const seed = Number(process.env['OPERATIONS_SEED'] ?? 20_081_003);
const runsOr = (usual: number) => Number(process.env['OPERATIONS_RUNS'] ?? usual);

function expectSame({ executed, ...others }: Record<Way, Outcome>, query?: string): void {
  for (const [way, outcome] of Object.entries(others)) expect(outcome, query ?? way).toEqual(executed);
}

interface Engine {
  open(observe: (statement: string) => void): Promise<Store>;
  readonly runs: number;
}

function describeSameAnswers(engine: Engine): void {
  const statements: string[] = [];
  let store: Store;
  let pair: PairedServers;
  let drawn: Drawn;

  beforeAll(async () => {
    store = await engine.open((statement) => statements.push(statement));
    await store.write(oddGraph());
    pair = await PairedServers.over(store, statements);
    drawn = await drawnFromOddGraph();
  }, 240_000);
  afterAll(async () => {
    await pair.close();
    await store.close();
  });

  it(`is the same for ${engine.runs} generated operations`, async () => {
    const same = fc.asyncProperty(generatedOperation(schema, drawn), async (operation) => {
      expectSame(await pair.ask({ method: 'POST', payload: { ...operation } }));
    });
    await fc.assert(same, { seed, numRuns: engine.runs });
  }, 600_000);

  it.each(nastyRequests.map(({ name, requests }) => [name, requests] as const))(
    'is the same for %s',
    async (_, requests) => {
      for (const request of requests) expectSame(await pair.ask(request));
    },
  );
}

/** How a port fails is the same for every engine, so one engine stands for all. */
function describeFailures(): void {
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  beforeAll(async () => void (await store.write(oddGraph())));
  afterAll(() => store.close());

  const named = nastyAnswers.map((nasty) => [nasty.name, nasty] as const);
  it.each(named)('is the same, and tells no secret, where %s', async (_, nasty) => {
    const pair = await PairedServers.over(nasty.store(store));
    for (const query of askedOfNastyAnswers) {
      const outcomes = await pair.ask({ method: 'POST', payload: { query } });
      expectSame(outcomes, query);
      expect(outcomes.compiled.body, query).not.toContain(secret);
    }
    await pair.close();
  });
}

describe('the answer of a compiled operation, where the store fails or breaks its promises,', describeFailures);

describe('the answer of a compiled operation on the embedded store', () => {
  describeSameAnswers({
    open: async (observe) => openEmbeddedStore({ model: evidenceModel, file: ':memory:', observe }),
    runs: runsOr(drawnCases(120, 400)),
  });
});

describeOneLane('the answer of a compiled operation', 'neo4j-5', (lane) => {
  const address = useLane(lane);
  describeSameAnswers({
    open: async (observe) => {
      await emptyDatabase(address());
      return openNeo4jStore({ model: evidenceModel, ...address(), observe });
    },
    runs: runsOr(drawnCases(30, 300)),
  });
});
