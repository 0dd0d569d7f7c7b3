import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createKey } from '../../src/access/api-keys.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { operationId } from '../../src/graphql/persisted/operation-manifest.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { serving } from '../support/serving.ts';

const keyPepper = 'a pepper that has at least thirty-two characters';
const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
let lines: string[];
let server: FastifyInstance;
const started = async (accessLog: boolean) => {
  const logger = pino({ level: 'info' }, { write: (text: string) => void lines.push(...text.trimEnd().split('\n')) });
  server = await serving(store, { logger, accessLog, access: { keyPepper, issuers: [] } });
};
beforeEach(() => (lines = []));
afterEach(() => server.close());
afterAll(() => store.close());

const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
const post = (payload: object, headers: Record<string, string> = {}) =>
  server.inject({ method: 'POST', url: '/graphql', payload, headers });

it('tells whoever asked an id, each request another, and takes none from a stranger', async () => {
  await started(false);
  const ids = await Promise.all(
    [1, 2].map(
      async () => (await post({ query: '{ __typename }' }, { 'x-request-id': 'mine' })).headers['x-request-id'],
    ),
  );
  expect(ids).toEqual(ids.map(() => expect.stringMatching(/^[\da-f-]{36}$/u) as string));
  expect(new Set(ids).size).toBe(2);
  expect(lines).toEqual([]);
});

it('leaves a line for each refused credential, by the id that was told, without the credential', async () => {
  await started(false);
  const answers = [];
  for (const guess of ['first-guess', 'second-guess'])
    answers.push(await post({ query: '{ __typename }' }, { authorization: `Bearer ${guess}` }));
  expect(logged()).toEqual(
    answers.map(({ headers }) =>
      expect.objectContaining({
        level: 40,
        code: 'UNAUTHENTICATED',
        address: '127.0.0.1',
        reqId: headers['x-request-id'],
      }),
    ),
  );
  expect(lines.join('')).not.toContain('guess');
});

it('tells of each request what was asked and what it took, and no value and no key', async () => {
  await started(true);
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  const ann = { owner: 'ann', name: 'Ann', role: 'REVIEWER' as const, scopes: [], conflicts: [], expiresAt };
  const { text } = await createKey(store, keyPepper, ann, { by: 'tests', role: 'ADMIN', at: new Date().toISOString() });
  const query = 'query Named($id: ID!) { claim(id: $id) { id } }';
  const variables = { id: 'claim:a-secret' };
  const { headers } = await post({ query, variables }, { authorization: `Bearer ${text}` });
  await post({ query, variables, operationName: 'a-secret' });
  await server.inject('/a-secret?key=a-secret');
  await vi.waitFor(() => expect(lines).toHaveLength(3), 10_000);
  const [named, unnamed, nowhere] = logged();
  expect(named).toMatchObject({
    level: 30,
    pid: process.pid,
    reqId: headers['x-request-id'],
    method: 'POST',
    path: '/graphql',
    status: 200,
    operation: 'Named',
    hash: operationId(query),
    cost: { nodes: 1, work: 0 },
    viewer: 'ann',
    milliseconds: expect.any(Number) as number,
  });
  expect([unnamed?.['hash'], unnamed?.['viewer']]).toEqual([operationId(query), undefined]);
  expect([nowhere?.['status'], nowhere?.['path']]).toEqual([404, undefined]);
  for (const secret of ['a-secret', text]) expect(lines.join('')).not.toContain(secret);
});

it('tells of a client that left before its answer as 499, as no warning, and of bytes that were written', async () => {
  await started(true);
  const leaving = new AbortController();
  server.get('/slow', async () => {
    leaving.abort(new Error('enough'));
    await delay(300);
    return 'late';
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  await (await fetch(`${address}/health/live`)).text();
  await expect(fetch(`${address}/slow`, { signal: leaving.signal })).rejects.toThrow('enough');
  const answered = () => logged().filter(({ msg }) => msg === 'request answered');
  await vi.waitFor(() => expect(answered()).toHaveLength(2), 10_000);
  const [live, left] = answered();
  expect(live).toMatchObject({ status: 200, path: '/health/live', level: 30 });
  expect(live?.['bytes']).toBeGreaterThan(100);
  expect(left).toMatchObject({ status: 499, path: '/slow', level: 30, bytes: 0 });
});
