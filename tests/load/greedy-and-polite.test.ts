import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { questionData } from '../../bench/questions/question-data.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { buildScript } from '../lanes/build-script.ts';
import { hubGraph } from '../work/hub-graph.ts';
import type { GreedyClient } from './greedy-clients.ts';
import { serveProcess, type ServedProcess } from './served-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
let server: ServedProcess;
let script: Awaited<ReturnType<typeof buildScript>>;
beforeAll(async () => {
  const store = openEmbeddedStore({ model: evidenceModel, file: join(folder, 'evidence-graph.sqlite') });
  await store.write(hubGraph(2_000));
  await store.write(questionData(0.1));
  await store.close();
  script = await buildScript(fileURLToPath(new URL('greedy-clients.ts', import.meta.url)));
  server = await serveProcess({ DATA_DIR: folder, SEED: 'off', LOG_LEVEL: 'warn', QUEUE_LENGTH: '50' });
}, 120_000);
afterAll(async () => {
  await server.stop();
  script.remove();
  rmSync(folder, { recursive: true });
}, 60_000);

/** What is answered at once, what takes some milliseconds, and what a worker answers. */
const greedy = [
  '{ findings(first: 100) { nodes { id text reportedIn(first: 8) { nodes { id } } } } }',
  '{ claims(first: 90) { nodes { id text evidence(first: 9) { nodes { id } } } } }',
  '{ claims(first: 100) { nodes { id evidence(first: 50) { nodes { id } } } } }',
];

/** How often the polite client asks, one thing after the other. */
const askings = 40;

it('answers a polite client as often as each of sixteen greedy ones, and the probe always', async () => {
  const child = spawn(process.execPath, [script.path, String(server.port), '16', '4', JSON.stringify(greedy)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told = text(child.stdout);
  await once(child, 'spawn');
  const address = `http://127.0.0.1:${server.port}`;
  const probing = new AbortController();
  const probed = probe(`${address}/health/live`, probing.signal);
  // Each has asked by then.
  await vi.waitFor(() => expect(refused()).toBeGreaterThan(0), { timeout: 60_000, interval: 100 });
  const waits: number[] = [];
  for (let asking = 0; asking < askings; asking += 1) {
    const started = performance.now();
    const response = await fetch(`${address}/graphql`, { method: 'POST', headers, body });
    expect([asking, response.status, await response.text()]).toEqual([asking, 200, expect.stringContaining('claim:')]);
    waits.push(performance.now() - started);
  }
  child.kill('SIGTERM');
  probing.abort();
  const clients = JSON.parse(await told) as GreedyClient[];
  const answered = clients.map(({ statuses }) => statuses['200'] ?? 0);
  report(waits, clients);
  expect([...new Set(await probed)]).toEqual([200]);
  // In the order of coming each would have got four times as much, one for each of its connections.
  expect(Math.max(...answered)).toBeLessThan(3 * askings);
  for (const { statuses, withoutRetry } of clients) {
    expect(withoutRetry).toBe(0);
    expect(Object.keys(statuses).filter((status) => !['200', '503', '504'].includes(status))).toEqual([]);
  }
  // A line now and then, not one for each.
  expect(refused()).toBeLessThan(30);
}, 240_000);

const headers = { 'content-type': 'application/json' };
const body = JSON.stringify({ query: '{ claims(first: 3) { nodes { id text } } }' });
const refused = () => server.lines.filter(({ msg }) => String(msg).startsWith('Requests are refused')).length;

/** The statuses that one probe after the other got. */
async function probe(url: string, signal: AbortSignal): Promise<number[]> {
  const statuses = [];
  for (; !signal.aborted; await after(20)) statuses.push((await fetch(url)).status);
  return statuses;
}

/** Figures for who runs this on a machine that has nothing else to do. */
function report(waits: readonly number[], clients: readonly GreedyClient[]): void {
  const at = (part: number, list: readonly number[]) =>
    list.toSorted((one, other) => one - other)[Math.floor(part * (list.length - 1))]?.toFixed(0);
  const refusals = clients.flatMap((client) => client.refusals);
  const statuses = JSON.stringify(clients.map((client) => client.statuses).slice(0, 3));
  process.stdout.write(
    `polite: p50 ${at(0.5, waits)} ms, p99 ${at(0.99, waits)} ms; ${refusals.length} refusals: p50 ${at(0.5, refusals)} ms; ${statuses}\n`,
  );
}
