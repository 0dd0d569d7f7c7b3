import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import type { OperationRequest, Workers } from '../../src/graphql/workers.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { localWorkers } from '../operations/local-workers.ts';
import { oddGraph } from '../operations/odd-graph.ts';
import { serving } from '../support/serving.ts';

const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
beforeAll(async () => void (await store.write(oddGraph())));
afterAll(() => store.close());

const handed: OperationRequest[] = [];
const local = localWorkers(store);
const answer: Workers['answer'] = (request, signal) => {
  handed.push(request);
  return local.answer(request, signal);
};

const small = '{ claims(first: 2) { nodes { id } } }';
const large = '{ claims(first: 100) { nodes { id evidence(first: 50) { nodes { id } } } } }';
const post = (query: string): InjectOptions => ({ method: 'POST', url: '/graphql', payload: { query } });
const get = (query: string, headers: Record<string, string> = {}): InjectOptions => ({
  url: `/graphql?${new URLSearchParams({ query }).toString()}`,
  headers: { 'apollo-require-preflight': 'yes', ...headers },
});

it('hands over what is predicted to be costly, and nothing else', async () => {
  const server = await serving(store, { workers: { answer } });
  for (const query of [small, '{ __typename }', 'mutation { revokeKey(id: "none") { __typename } }', large, large])
    await server.inject(post(query));
  expect(handed.map(({ query }) => query)).toEqual([large, large]);
  await server.close();
});

it('keeps and tags what a worker read, and asks nobody again while nothing was written', async () => {
  const alone = await serving(store, { responseCache: true });
  const server = await serving(store, { responseCache: true, workers: { answer } });
  const shown = async (one: typeof server, request: InjectOptions) => {
    const { statusCode, headers, body } = await one.inject(request);
    return { statusCode, headers: { ...headers, date: undefined, 'x-request-id': undefined }, body };
  };
  handed.length = 0;
  const own = await shown(alone, get(large));
  expect(await shown(server, get(large))).toEqual(own);
  expect(await shown(server, get(large))).toEqual(own);
  expect(handed).toHaveLength(1);
  const again = get(large, { 'if-none-match': String((own.headers as Record<string, unknown>)['etag']) });
  expect(await shown(server, again)).toEqual(await shown(alone, again));
  expect((await shown(server, again)).statusCode).toBe(304);
  await alone.close();
  await server.close();
});

it('tells nothing of a failure that nobody expected', async () => {
  const lost: Workers['answer'] = () => Promise.reject(new TypeError('a secret of ours'));
  const server = await serving(store, { workers: { answer: lost } });
  const { statusCode, body } = await server.inject(post(large));
  expect([statusCode, JSON.parse(body)]).toMatchObject([
    500,
    { errors: [{ message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }], data: null },
  ]);
  await server.close();
});
