import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const cacheFolder = fileURLToPath(new URL('../../.cache', import.meta.url));

/** A TypeScript file made into one that Node 20 runs in a process of its own. It stands in the project, where packages are found. */
export async function buildScript(file: string): Promise<{ readonly path: string; remove(): void }> {
  mkdirSync(cacheFolder, { recursive: true });
  const outDir = mkdtempSync(join(cacheFolder, 'script-'));
  const output = { entryFileNames: 'script.mjs' };
  await build({ configFile: false, logLevel: 'error', build: { ssr: file, outDir, rolldownOptions: { output } } });
  return { path: join(outDir, 'script.mjs'), remove: () => rmSync(outDir, { recursive: true, force: true }) };
}
