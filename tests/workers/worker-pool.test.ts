import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { WorkerPool, type WorkerPoolOptions } from '../../src/http/workers/worker-pool.ts';
import { buildScript } from '../lanes/build-script.ts';
import { askingFor, nothingFound } from './asking-for.ts';
import { isRunning } from './is-running.ts';

let script: { readonly path: string; remove(): void };
beforeAll(async () => void (script = await buildScript(fileURLToPath(new URL('slow-worker.ts', import.meta.url)))));
afterAll(() => script.remove());

let pool: WorkerPool;
const logged: unknown[] = [];
afterEach(async () => {
  await pool.close();
  logged.length = 0;
});

function poolOf(options: Partial<WorkerPoolOptions> = {}): WorkerPool {
  const { environment = {}, ...others } = options;
  pool = new WorkerPool({
    size: 1,
    script: script.path,
    environment: { PATH: process.env['PATH'], ...environment },
    log: { warn: (fields, message) => void logged.push({ ...fields, message }) },
    ...others,
  });
  return pool;
}

const never = () => new AbortController().signal;
const [cancelled, late] = [{ code: 'CANCELLED' }, { code: 'DEADLINE_EXCEEDED' }];
const lost = { code: 'DATABASE_UNAVAILABLE', message: expect.stringContaining('lost') as string };

function requestFor(id: string) {
  const controller = new AbortController();
  const answer = pool.answer(askingFor(id), controller.signal);
  answer.catch(() => undefined);
  return { answer, leave: (reason?: unknown) => controller.abort(reason) };
}

it('starts a worker when it is first needed, and keeps it for the next requests', async () => {
  poolOf({ size: 2 });
  expect(pool.pids).toEqual([]);
  const pids: unknown[] = [];
  for (let number = 0; number < 5; number += 1) {
    expect(await pool.answer(askingFor('claim:none'), never())).toEqual(nothingFound);
    pids.push(...pool.pids);
  }
  expect(pids).toEqual(Array.from({ length: 5 }, () => pids[0]));
});

it('starts as many as are needed at a time, and no more than its size', async () => {
  poolOf({ size: 2 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => pool.answer(askingFor('claim:none'), never())));
  expect(answers).toEqual(Array.from({ length: 20 }, () => nothingFound));
  expect(pool.pids.length).toBe(2);
});

it('answers in the order of asking', async () => {
  poolOf();
  const order: number[] = [];
  const ask = async (number: number) => {
    await pool.answer(askingFor('claim:none'), never());
    order.push(number);
  };
  await Promise.all(Array.from({ length: 10 }, (_, number) => ask(number)));
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it('starts one process for 200 clients that leave in the midst of what can be cancelled', async () => {
  poolOf({ cancelTimeout: 60_000 });
  const pids = new Set<number>();
  for (let number = 0; number < 200; number += 1) {
    const { answer, leave } = requestFor('claim:waits');
    await vi.waitFor(() => expect(pool.waiting).toBe(0), { timeout: 60_000, interval: 1 });
    for (const pid of pool.pids) pids.add(pid);
    leave();
    await expect(answer).rejects.toMatchObject(cancelled);
  }
  expect(await pool.answer(askingFor('claim:none'), never())).toEqual(nothingFound);
  expect(pool.pids).toEqual([...pids]);
  expect(logged).toEqual([]);
});

it('starts no process for clients that leave while they wait, and answers them at once', async () => {
  poolOf();
  const first = requestFor('claim:holds');
  await vi.waitFor(() => expect(pool.waiting).toBe(0), 60_000);
  const { pids } = pool;
  const waiting = Array.from({ length: 1_000 }, () => requestFor('claim:holds'));
  expect(pool.waiting).toBe(1_000);
  await expect(pool.answer(askingFor('claim:none'), never())).rejects.toMatchObject({ code: 'OVERLOADED' });
  for (const { leave } of waiting) leave();
  for (const { answer } of waiting) await expect(answer).rejects.toMatchObject(cancelled);
  expect([pool.pids, pool.waiting]).toEqual([pids, 0]);
  first.leave();
  await expect(first.answer).rejects.toMatchObject(cancelled);
});

it('ends a worker that does not heed the end of its request, and answers the next with another', async () => {
  poolOf();
  const held = requestFor('claim:holds');
  await vi.waitFor(() => expect(pool.waiting).toBe(0), 60_000);
  const [pid = 0] = pool.pids;
  const next = pool.answer(askingFor('claim:none'), never());
  held.leave(new DOMException('Late.', 'TimeoutError'));
  await expect(held.answer).rejects.toMatchObject(late);
  expect(await next).toEqual(nothingFound);
  expect(pool.pids).not.toContain(pid);
  expect([isRunning(pid), logged]).toEqual([false, []]);
});

it('loses one answer with a worker that is killed, and nobody else notices', async () => {
  poolOf({ size: 2 });
  const held = requestFor('claim:holds');
  await vi.waitFor(() => expect(pool.waiting).toBe(0), 60_000);
  const [pid = 0] = pool.pids;
  const others = Array.from({ length: 10 }, () => pool.answer(askingFor('claim:none'), never()));
  process.kill(pid, 'SIGKILL');
  await expect(held.answer).rejects.toMatchObject(lost);
  expect(await Promise.all(others)).toEqual(others.map(() => nothingFound));
  expect(logged).toEqual([{ pid, how: 'SIGKILL', message: 'A worker ended.' }]);
});

it('replaces a worker that is killed while it has nothing to do', async () => {
  poolOf();
  await pool.answer(askingFor('claim:none'), never());
  const [pid = 0] = pool.pids;
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(pool.pids).toEqual([]), 60_000);
  expect(await pool.answer(askingFor('claim:none'), never())).toEqual(nothingFound);
  expect(pool.pids).not.toContain(pid);
});

it('outlives a worker that runs out of memory', async () => {
  poolOf();
  const hoarding = requestFor('claim:hoards');
  const next = pool.answer(askingFor('claim:none'), never());
  await expect(hoarding.answer).rejects.toMatchObject(lost);
  expect(await next).toEqual(nothingFound);
  expect(logged).toMatchObject([{ message: 'A worker ended.' }]);
});

it('ends a worker that had nothing to do for a while', async () => {
  poolOf({ idleTimeout: 50 });
  await pool.answer(askingFor('claim:none'), never());
  const [pid = 0] = pool.pids;
  await vi.waitFor(() => expect(pool.pids).toEqual([]), 60_000);
  expect([isRunning(pid), logged]).toEqual([false, []]);
  expect(await pool.answer(askingFor('claim:none'), never())).toEqual(nothingFound);
});

it('tells those who wait where no worker can be started', async () => {
  poolOf({ environment: { CANNOT_START: 'yes' } });
  const answers = await Promise.allSettled([requestFor('claim:none').answer, requestFor('claim:none').answer]);
  for (const answer of answers)
    expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'DATABASE_UNAVAILABLE' } });
  expect(logged).toMatchObject([{ how: 'exit code 1', message: 'A worker could not start.' }]);
});

it('ends its workers when it closes, whatever they are at', async () => {
  poolOf({ size: 2 });
  const held = [requestFor('claim:holds'), requestFor('claim:holds')];
  await vi.waitFor(() => expect([pool.waiting, pool.pids.length]).toEqual([0, 2]), 60_000);
  const { pids } = pool;
  await pool.close();
  expect(pids.map(isRunning)).toEqual([false, false]);
  for (const { answer } of held) await expect(answer).rejects.toMatchObject(lost);
  await expect(pool.answer(askingFor('claim:none'), never())).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
});
