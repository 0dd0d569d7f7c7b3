import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../tools/project-folder.ts';

const folder = join(projectFolder, 'bench/peers');

/** Installs the peers as their lock file says where they are not there, and builds them. */
export async function installPeers(): Promise<void> {
  const lock = join(folder, 'package-lock.json');
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs)
    await npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
  await npm('run', '--silent', 'build');
}

async function npm(...words: string[]): Promise<void> {
  const [code] = (await once(
    spawn('npm', words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }),
    'close',
  )) as [number | null];
  if (code !== 0) throw new Error(`npm ${words.join(' ')} in bench/peers ended with ${code}.`);
}
