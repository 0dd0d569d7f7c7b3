import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createKey } from '../../src/access/api-keys.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { changeSet, claim } from '../contract/write-helpers.ts';
import { serving } from '../support/serving.ts';

const keyPepper = 'a pepper that has at least thirty-two characters';
const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
const file = join(folder, 'store.sqlite');
const statements: string[] = [];
const store = openEmbeddedStore({ model: evidenceModel, file, observe: (text) => statements.push(text) });
/** As another process has it: a connection of its own to the same file. */
const other = openEmbeddedStore({ model: evidenceModel, file });
let server: FastifyInstance;

beforeAll(async () => {
  await store.write(changeSet({ nodes: [claim('a')] }));
  server = await serving(store, { responseCache: true, access: { keyPepper, issuers: [] } });
});
beforeEach(() => void statements.splice(0));
afterAll(async () => {
  await server.close();
  await store.close();
  await other.close();
  rmSync(folder, { recursive: true });
});

const query = '{ claims { totalCount nodes { id } } }';
const post = async (variables = {}) =>
  (await server.inject({ method: 'POST', url: '/graphql', payload: { query, variables } })).body;
const get = (headers: Record<string, string> = {}) =>
  server.inject({
    method: 'GET',
    url: `/graphql?query=${encodeURIComponent(query)}`,
    headers: { 'apollo-require-preflight': 'yes', ...headers },
  });
const reads = () => statements.filter((text) => text.includes('node_Claim')).length;

describe('a repeated read', () => {
  it('asks the store for the version of the graph only, and answers the same bytes', async () => {
    const first = await post();
    expect([reads(), statements.length]).toEqual([1, 1]);
    expect([await post(), await post()]).toEqual([first, first]);
    expect([reads(), statements.length]).toEqual([1, 3]);
  });

  it('is read anew after a write of this or of another process', async () => {
    for (const [writer, slug] of [
      [store, 'b'],
      [other, 'c'],
    ] as const) {
      const before = await post();
      await writer.write(changeSet({ nodes: [claim(slug)] }));
      const after = await post();
      expect([before.includes(`claim:${slug}`), after.includes(`claim:${slug}`)]).toEqual([false, true]);
    }
  });

  it('is told apart by its variables and its operation', async () => {
    const ask = async (operationName: string, id: string) =>
      (
        await server.inject({
          method: 'POST',
          url: '/graphql',
          payload: {
            query: 'query A($id: ID!) { claim(id: $id) { id } } query B($id: ID!) { claim(id: $id) { text } }',
            operationName,
            variables: { id },
          },
        })
      ).json<{ data: unknown }>().data;
    for (const _ of [1, 2]) {
      expect(await ask('A', 'claim:a')).toEqual({ claim: { id: 'claim:a' } });
      expect(await ask('A', 'claim:none')).toEqual({ claim: null });
      expect(await ask('B', 'claim:a')).toEqual({ claim: { text: 'a' } });
    }
  });

  it('is not given to whoever asks with a name', async () => {
    const unnamed = { method: 'POST', url: '/graphql', payload: { query: '{ claims { nodes { label } } }' } } as const;
    const at = new Date().toISOString();
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const ann = { owner: 'ann', name: 'Ann', role: 'REVIEWER' as const, scopes: [], conflicts: [], expiresAt };
    const { text } = await createKey(store, keyPepper, ann, { by: 'tests', role: 'ADMIN', at });
    const named = { ...unnamed, headers: { authorization: `Bearer ${text}` } };
    const answers = [];
    for (const request of [unnamed, unnamed, named, named]) answers.push((await server.inject(request)).body);
    expect(new Set(answers).size).toBe(1);
    expect(reads()).toBe(3);
  });

  it('keeps the refusal of a request that a foreign page could send, whatever was answered before', async () => {
    const url = `/graphql?query=${encodeURIComponent(query)}`;
    expect((await get()).statusCode).toBe(200);
    expect((await server.inject({ method: 'GET', url })).statusCode).toBe(400);
  });

  it('keeps no failure', async () => {
    const wrong = {
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ claims(first: 0) { totalCount } }' },
    } as const;
    const answers = [await server.inject(wrong), await server.inject(wrong)];
    expect(answers.map(({ statusCode, headers }) => [statusCode, headers['cache-control'], headers['etag']])).toEqual([
      [400, 'no-store', undefined],
      [400, 'no-store', undefined],
    ]);
  });
});

describe('a tag', () => {
  it('answers 304 without a body until something is written, to the same Accept only', async () => {
    const first = await get();
    const tag = String(first.headers['etag']);
    expect([first.statusCode, first.headers['cache-control'], tag]).toEqual([
      200,
      'public, no-cache',
      expect.stringMatching(/^"[\w-]{43}"$/u),
    ]);
    for (const named of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const again = await get({ 'if-none-match': named });
      expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', tag]);
    }
    const otherType = await get({ 'if-none-match': tag, accept: 'application/graphql-response+json' });
    expect([otherType.statusCode, otherType.body]).toEqual([200, first.body]);
    await other.write(changeSet({ nodes: [claim('d')] }));
    const changed = await get({ 'if-none-match': tag });
    expect([changed.statusCode, changed.body.includes('claim:d'), changed.headers['etag'] === tag]).toEqual([
      200,
      true,
      false,
    ]);
  });

  it('is not given to a POST, which nobody may keep', async () => {
    const { headers } = await server.inject({ method: 'POST', url: '/graphql', payload: { query } });
    expect([headers['etag'], headers['cache-control']]).toEqual([undefined, 'no-store']);
  });
});
