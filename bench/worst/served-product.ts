import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../tools/free-port.ts';
import { projectFolder } from '../../tools/project-folder.ts';
import { residentBytes } from '../measure/process-figures.ts';
import type { WorstRequest } from './worst-requests.ts';

/** The product as it is started for use, in processes of its own. */
export interface ServedProduct {
  ask(request: WorstRequest): Promise<Response>;
  live(): Promise<Response>;
  /** Most memory of all its processes together, looked at ten times a second. */
  peakBytes(): number;
  stop(): Promise<void>;
}

/** `cores` as `taskset` takes them; left out: all. */
export async function serveProduct(settings: Readonly<Record<string, string>>, cores?: string): Promise<ServedProduct> {
  const port = await freePort();
  const options = ['--max-semi-space-size=8', '--no-allocation-site-pretenuring'];
  const command = [process.execPath, ...options, join(projectFolder, 'dist/main.js'), 'serve'];
  const [program = '', ...words] = cores === undefined ? command : ['taskset', '-c', cores, ...command];
  const server = spawn(program, words, {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      MALLOC_ARENA_MAX: '1',
      LOG_LEVEL: 'silent',
      SEED: 'off',
      PORT: String(port),
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const origin = `http://127.0.0.1:${port}`;
  await answering(`${origin}/health/ready`);
  let peak = 0;
  const looking = setInterval(() => (peak = Math.max(peak, bytesOfTree(server.pid ?? 0) || 0)), 100);
  return {
    ask: ({ query, variables }) =>
      fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      }),
    live: () => fetch(`${origin}/health/live`),
    peakBytes: () => peak,
    async stop() {
      clearInterval(looking);
      server.kill('SIGTERM');
      const timer = setTimeout(() => server.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function answering(url: string): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; await wait(50)) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error(`${url} does not answer.`);
}

/** Of a process and of those that it started. */
function bytesOfTree(pid: number): number {
  try {
    return childrenOf(pid).reduce((sum, child) => sum + bytesOfTree(child), residentBytes(pid) || 0);
  } catch {
    // It has just ended.
    return 0;
  }
}

const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
