import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { WorkerPool } from '../../src/http/workers/worker-pool.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { buildScript } from '../lanes/build-script.ts';
import { serving } from '../support/serving.ts';
import { askingFor } from './asking-for.ts';

let script: Awaited<ReturnType<typeof buildScript>>;
beforeAll(async () => void (script = await buildScript(fileURLToPath(new URL('slow-worker.ts', import.meta.url)))));
afterAll(() => script.remove());

it('answers all that is cheap while every worker is held, and those who wait at their deadline', async () => {
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  const environment = { PATH: process.env['PATH'] };
  const logged: unknown[] = [];
  const log = { warn: (fields: object, message: string) => void logged.push({ ...fields, message }) };
  const pool = new WorkerPool({ size: 2, script: script.path, environment, log });
  const answer: WorkerPool['answer'] = (request, signal) => pool.answer(request, signal);
  const server = await serving(store, {
    requestTimeout: 15_000,
    workers: { answer, takes: ({ cost }) => cost.nodes > 0 },
  });
  const order: string[] = [];
  const ask = async (name: string, payload: object) => {
    const { statusCode, body } = await server.inject({ method: 'POST', url: '/graphql', payload });
    order.push(name);
    return { statusCode, body };
  };
  const { query, variables } = askingFor('claim:holds');
  const held = ['held', 'held', 'waiting'].map((name) => ask(name, { query, variables }));
  await vi.waitFor(() => expect([pool.waiting, pool.pids.length]).toEqual([1, 2]), 14_000);
  expect((await ask('cheap', { query: '{ __typename }' })).body).toContain('"data":{"__typename":"Query"}');
  expect((await server.inject('/health/live')).statusCode).toBe(200);
  order.push('live');
  const late = await Promise.all(held);
  expect(order.slice(0, 2)).toEqual(['cheap', 'live']);
  expect(order.slice(2).toSorted()).toEqual(['held', 'held', 'waiting']);
  const body =
    '{"errors":[{"message":"The answer was not ready by its deadline.","extensions":{"code":"DEADLINE_EXCEEDED"}}],"data":null,"extensions":{"cost":{"nodes":1,"limit":10000,"work":0,"workLimit":5000000}}}\n';
  expect(late).toEqual(late.map(() => ({ statusCode: 504, body })));
  expect(logged).toEqual([]);
  await pool.close();
  await server.close();
  await store.close();
});
