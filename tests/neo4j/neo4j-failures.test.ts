import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { changeSet, claim } from '../contract/write-helpers.ts';
import { buildScript } from '../lanes/build-script.ts';
import { freePort } from '../../tools/free-port.ts';
import { describeLanes, type Neo4jAddress } from '../lanes/neo4j-lanes.ts';
import { startOwnServer } from '../../tools/start-own-server.ts';
import type { Neo4jServer } from '../../tools/neo4j-server.ts';

const password = 'correct-horse-battery';
const crashingWriter = fileURLToPath(new URL('crashing-writer.ts', import.meta.url));

/** What a promise was rejected with. */
async function failure(work: Promise<unknown>): Promise<{ readonly code: unknown; readonly message: string }> {
  const reason: unknown = await work.then(
    () => ({ code: 'no error', message: '' }),
    (error: unknown) => error,
  );
  return reason as { code: unknown; message: string };
}

describeLanes('the Neo4j store when things go wrong', (lane) => {
  const { release } = lane;
  if (!release) return it.skip('needs a server of its own, which it may kill', () => undefined);
  let server: Neo4jServer;
  let store: Store;
  const address = (): Neo4jAddress => ({ uri: server.uri, user: 'neo4j', password });

  beforeAll(async () => {
    server = await startOwnServer(release, password);
    store = await openNeo4jStore({ model: evidenceModel, ...address() });
    await store.write(changeSet({ nodes: [claim('kept')] }));
  }, 120_000);
  afterAll(async () => {
    await store.close();
    await server.stop();
  }, 60_000);

  const open = (options: Partial<Neo4jAddress> & { readonly database?: string }) =>
    openNeo4jStore({ model: evidenceModel, ...address(), ...options });
  const claims = async () => (await store.counts()).nodes['Claim'];

  describe('opening', () => {
    it('refuses a wrong password, and names the settings without their values', async () => {
      const { code, message } = await failure(open({ password: 'wrong-password' }));
      expect(code).toBe('CONFIGURATION');
      expect(message).toContain('NEO4J_USER and NEO4J_PASSWORD');
      expect(message).not.toContain('wrong-password');
    });

    it('refuses an address where nobody answers, without the password that stands in it', async () => {
      const { code, message } = await failure(open({ uri: `bolt://neo4j:secret@127.0.0.1:${await freePort()}` }));
      expect(code).toBe('CONFIGURATION');
      expect(message).toContain('NEO4J_URI');
      expect(message).not.toContain('secret');
    }, 12_000);

    it('refuses a database that the server does not have', async () => {
      expect(await failure(open({ database: 'nowhere' }))).toMatchObject({
        code: 'CONFIGURATION',
        message: expect.stringContaining('NEO4J_DATABASE') as string,
      });
    });

    it('refuses what is no address', async () => {
      expect(await failure(open({ uri: 'not an address' }))).toMatchObject({
        code: 'CONFIGURATION',
        message: expect.stringContaining('NEO4J_URI') as string,
      });
    });

    it('says where it is without saying who it is', () => {
      expect(store.description).toEqual({ engine: 'neo4j', location: server.uri });
    });
  });

  describe('a server that says nothing', () => {
    it('is unavailable after five seconds, a deadline or a cancellation, and heals when it answers', async () => {
      server.freeze();
      try {
        const cancelled = new AbortController();
        const reads = [
          failure(store.counts()),
          failure(store.counts(AbortSignal.timeout(300))),
          failure(store.counts(cancelled.signal)),
          failure(store.ping()),
        ];
        setTimeout(() => cancelled.abort(), 300);
        expect((await Promise.all(reads)).map(({ code }) => code)).toEqual([
          'DATABASE_UNAVAILABLE',
          'DEADLINE_EXCEEDED',
          'CANCELLED',
          'DATABASE_UNAVAILABLE',
        ]);
      } finally {
        server.thaw();
      }
      expect(await claims()).toBe(1);
    }, 120_000);
  });

  describe('a server that dies', () => {
    it('is unavailable, not empty; what was acknowledged is there when it is back, and the store heals by itself', async () => {
      await store.write(changeSet({ nodes: [claim('acknowledged')] }));
      await server.kill();
      expect((await failure(store.counts())).code).toBe('DATABASE_UNAVAILABLE');
      expect((await failure(store.ping())).code).toBe('DATABASE_UNAVAILABLE');
      expect((await failure(store.write(changeSet({ nodes: [claim('lost')] })))).code).toBe('DATABASE_UNAVAILABLE');
      await server.start();
      await expect.poll(claims, { timeout: 90_000 }).toBe(2);
    }, 180_000);
  });

  describe('a writer that dies', () => {
    it('leaves whole changes behind it, holds up nobody, and loses nothing acknowledged', async () => {
      const before = await store.ping();
      const script = await buildScript(crashingWriter);
      const writer = spawn(process.execPath, [script.path], {
        env: { ...process.env, WRITER_URI: server.uri, WRITER_PASSWORD: password },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let acknowledged = '';
      await new Promise<void>((resolve, reject) => {
        writer.once('close', (code) => reject(new Error(`The writer ended with ${code} before it was killed.`)));
        writer.stdout.on('data', (text: Buffer) => {
          acknowledged += text.toString();
          if (acknowledged.split('\n').length > 5) resolve();
        });
      });
      writer.kill('SIGKILL');
      script.remove();
      const last = Number(acknowledged.trim().split('\n').at(-1));
      await store.write(changeSet({ nodes: [claim('after-the-crash')] }));
      const { graphVersion } = await store.ping();
      const writes = graphVersion - before.graphVersion - 1;
      expect(writes).toBeGreaterThanOrEqual(last);
      const { nodes, edges } = await store.counts();
      // Each of its changes adds 50 topics in a chain: a half change would show in either number.
      expect([nodes['Topic'], edges['BROADER']]).toEqual([writes * 50, writes * 49]);
    }, 180_000);
  });
});
