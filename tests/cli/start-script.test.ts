import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

let group: number | undefined;
const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-start-'));
afterAll(() => {
  endGroup();
  rmSync(folder, { recursive: true });
});

/** Whatever the shell left behind. */
function endGroup(): void {
  if (group === undefined) return;
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Nothing is left, as it is meant to be.
  }
}

/** The last step of `npm start`, after the build, in a shell as npm runs it: npm passes signals on to that shell. */
function startInShell() {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const serve = scripts.start.split(' && ').at(-1) ?? '';
  const env = { ...process.env, DATA_DIR: folder, PORT: '0' };
  // The second command keeps a shell from replacing itself by the only one it was given.
  return spawn('sh', ['-c', `true && ${serve}`], { env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
}

it('stops the server when who started it with `npm start` stops npm', async () => {
  const shell = startInShell();
  group = shell.pid;
  let out = '';
  for await (const chunk of shell.stdout.setEncoding('utf8'))
    if ((out += String(chunk)).includes('Playground: ')) break;
  const address = /"address":"(http:[^"]*)\/graphql"/u.exec(out)?.[1] ?? '';
  expect((await fetch(`${address}/health/live`)).status).toBe(200);
  shell.kill('SIGTERM');
  expect(await once(shell, 'exit')).toEqual([0, null]);
  await expect(fetch(`${address}/health/live`)).rejects.toThrow('fetch failed');
});
