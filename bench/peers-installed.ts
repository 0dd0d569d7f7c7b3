import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../tests/lanes/project-folder.ts';

const folder = join(projectFolder, 'bench/peers');

/** Installs the peers as their lock file says where they are not there, and builds them. */
export function installPeers(): void {
  const npm = (...words: string[]) =>
    execFileSync('npm', words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const lock = join(folder, 'package-lock.json');
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs)
    npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
  npm('run', '--silent', 'build');
}
