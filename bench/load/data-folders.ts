import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFolder } from '../../tools/project-folder.ts';

const keptIn = join(projectFolder, '.cache/bench-data');

/** What decides what is stored: the generator, and the product's model and stores as built. */
const decisive = [
  fileURLToPath(new URL('../graph', import.meta.url)),
  join(projectFolder, 'dist/domain'),
  join(projectFolder, 'dist/store'),
];

/** A folder for data of this name, kept for the next run; `loaded` where an earlier run filled it with the same. */
export function dataFolder(name: string): { readonly path: string; readonly loaded: boolean } {
  const path = join(keptIn, `${name}-${fingerprint().slice(0, 12)}`);
  const loaded = existsSync(join(path, marker));
  if (!loaded) {
    forget(`${name}-`);
    mkdirSync(path, { recursive: true });
  }
  return { path, loaded };
}

export const markLoaded = (path: string) => writeFileSync(join(path, marker), '');

const marker = 'loaded';

/** Data of other versions is of no use any more, nor is what was left half loaded. */
function forget(prefix: string): void {
  if (!existsSync(keptIn)) return;
  for (const name of readdirSync(keptIn).filter((candidate) => candidate.startsWith(prefix)))
    rmSync(join(keptIn, name), { recursive: true, force: true });
}

function fingerprint(): string {
  const digest = createHash('sha256');
  for (const folder of decisive) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted())
      if (file.endsWith('.js')) digest.update(file).update(readFileSync(join(folder, file)));
  }
  return digest.digest('hex');
}
