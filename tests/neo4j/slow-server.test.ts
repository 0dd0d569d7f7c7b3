import { setTimeout as aWhile } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { Connection } from '../../src/store/neo4j/connection.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { troubleProxy } from '../lanes/trouble-proxy.ts';
import { emptyDatabase, runCypher } from './empty-database.ts';

/** Takes a server for minutes. */
const endless = 'UNWIND range(1, 100000000) AS a UNWIND range(1, 100000000) AS b RETURN count(a + b) AS endless';

const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error as { code: unknown }).code,
  );

describeOneLane('a server that is there but slow', 'neo4j-5', (lane) => {
  const address = useLane(lane);
  let connection: Connection;
  beforeAll(() => {
    connection = new Connection(address());
  });
  afterAll(() => connection.close());

  const running = async () => {
    const { records } = await runCypher(address(), 'SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery');
    return records.filter((record) => String(record.get('currentQuery')).startsWith('UNWIND range')).length;
  };

  it('is waited for until the deadline, longer than one that is silent, and keeps nothing running then', async () => {
    const late = codeOf(connection.read(endless, {}, { signal: AbortSignal.timeout(7_000) }));
    await expect.poll(running, { timeout: 6_000 }).toBe(1);
    expect(await late).toBe('DEADLINE_EXCEEDED');
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
  }, 40_000);

  it('keeps nothing running for who is gone, nor for who waits no longer by its own limit', async () => {
    const gone = new AbortController();
    const cancelled = codeOf(connection.read(endless, {}, { signal: gone.signal }));
    const limited = codeOf(connection.read(endless, {}, { limit: 5_500 }));
    await expect.poll(running, { timeout: 5_000 }).toBe(2);
    gone.abort();
    expect(await cancelled).toBe('CANCELLED');
    expect(await limited).toBe('DEADLINE_EXCEEDED');
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
  }, 40_000);

  it('keeps no transaction of several statements running either', async () => {
    const together = connection.readTogether({ signal: AbortSignal.timeout(2_000) }, async (run) => {
      await run('RETURN 1 AS one', {});
      return run(endless, {});
    });
    expect(await codeOf(together)).toBe('DEADLINE_EXCEEDED');
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
  }, 40_000);

  it('is not told for gone where only its answers come late', async () => {
    await emptyDatabase(address());
    let slow = 0;
    const proxy = await troubleProxy(address().uri, (connection) => (connection > slow ? {} : { delay: 5_000 }));
    const store = await openNeo4jStore({ model: evidenceModel, ...address(), uri: proxy.uri });
    // Connections opened until now are slow, the one for pings is not.
    slow = proxy.opened();
    expect((await store.historyHead()).entries).toBe(0);
    expect(await codeOf(store.changes(0, 1, AbortSignal.timeout(4_200)))).toBe('DEADLINE_EXCEEDED');
    slow = 0;
    await store.close();
    await proxy.close();
  }, 180_000);

  it('is told for gone when it falls silent, also where it said in between that it was there', async () => {
    let silent = false;
    const proxy = await troubleProxy(address().uri, () => (silent ? { delay: 120_000 } : {}));
    const throughProxy = new Connection({ ...address(), uri: proxy.uri });
    const answer = codeOf(throughProxy.read(endless, {}, { signal: AbortSignal.timeout(40_000) }));
    // The second connection is the one that asks whether the server is there.
    await expect.poll(() => proxy.opened(), { timeout: 20_000 }).toBe(2);
    await aWhile(1_500);
    silent = true;
    expect(await answer).toBe('DATABASE_UNAVAILABLE');
    await throughProxy.close();
    await proxy.close();
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
  }, 60_000);
});
