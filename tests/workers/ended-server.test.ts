import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { buildScript } from '../lanes/build-script.ts';
import { askingFor } from './asking-for.ts';
import { isRunning } from './is-running.ts';

type Built = Awaited<ReturnType<typeof buildScript>>;
let [worker, parent]: [Built?, Built?] = [];
beforeAll(async () => {
  worker = await buildScript(fileURLToPath(new URL('slow-worker.ts', import.meta.url)));
  parent = await buildScript(fileURLToPath(new URL('busy-parent.ts', import.meta.url)));
});
afterAll(() => {
  worker?.remove();
  parent?.remove();
});

let server: ChildProcessByStdio<null, Readable, null> | undefined;
afterEach(() => void server?.kill('SIGKILL'));

/** A server of its own, both workers of which are held for a minute by a statement. */
async function busyServer(environment: Readonly<Record<string, string>> = {}) {
  const words = [parent?.path ?? '', worker?.path ?? ''];
  const env = { PATH: process.env['PATH'], ...environment };
  const started = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  server = started;
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
  const told = async () => JSON.parse(String((await lines.next()).value)) as Record<string, unknown>;
  const { address } = (await told()) as { address: string };
  const { query, variables } = askingFor('claim:holds');
  const ask = async () => {
    const headers = { 'content-type': 'application/json' };
    // A connection of its own, which nothing keeps open once the answer is there.
    const answering = request(`${address}/graphql`, { method: 'POST', headers, agent: false });
    answering.end(JSON.stringify({ query, variables }));
    const [response] = (await once(answering, 'response')) as [IncomingMessage];
    await once(response.resume(), 'end');
    return response.statusCode;
  };
  const statuses = Promise.allSettled([ask(), ask()]);
  const { workers } = (await told()) as { workers: readonly number[] };
  return { server: started, statuses, workers };
}

it('leaves no busy worker behind when the server is killed', async () => {
  const { server: killed, statuses, workers } = await busyServer();
  expect(workers.map(isRunning)).toEqual([true, true]);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  await statuses;
  await vi.waitFor(() => expect(workers.map(isRunning)).toEqual([false, false]), 40_000);
});

it('answers what has begun when the server is stopped, by its deadline, and ends the workers', async () => {
  const { server: stopped, statuses, workers } = await busyServer({ TIMEOUT: '15000' });
  const exited = once(stopped, 'exit');
  stopped.kill('SIGTERM');
  expect(await statuses).toEqual([504, 504].map((value) => ({ status: 'fulfilled', value })));
  expect(await exited).toEqual([0, null]);
  expect(workers.map(isRunning)).toEqual([false, false]);
});
