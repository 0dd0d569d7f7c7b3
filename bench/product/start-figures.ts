import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../../tools/free-port.ts';
import { projectFolder } from '../../tools/project-folder.ts';
import { residentBytes } from '../measure/process-figures.ts';

export interface StartFigures {
  /** Seconds from the command to the first answer. */
  readonly seconds: number;
  /** Resident memory after a rest of two seconds. */
  readonly idleBytes: number;
}

const query = JSON.stringify({ query: '{ recommendations(first: 1) { totalCount nodes { label } } }' });
const [timeout, rest] = [60_000, 2_000];

/** Starts the product as a user does, `node dist/main.js serve`, and asks until it answers. */
export async function startFigures(settings: Readonly<Record<string, string>>): Promise<StartFigures> {
  const port = await freePort();
  const started = performance.now();
  const server = spawn(process.execPath, [join(projectFolder, 'dist/main.js'), 'serve'], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: String(port), ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  server.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  try {
    while (!(await answers(`http://127.0.0.1:${port}/graphql`))) {
      if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}: ${complaint}`);
      if (performance.now() - started > timeout) throw new Error('The server did not answer in time.');
      await pause(5);
    }
    const seconds = (performance.now() - started) / 1000;
    await pause(rest);
    return { seconds, idleBytes: residentBytes(server.pid ?? 0) };
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Only a whole answer with the seed in it counts. */
async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: query });
    const { data } = (await response.json()) as { data?: { recommendations: { totalCount: number } } };
    return (data?.recommendations.totalCount ?? 0) > 0;
  } catch {
    return false;
  }
}
