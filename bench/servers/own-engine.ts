import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../tools/project-folder.ts';
import { tell } from '../report/progress.ts';
import { startNeo4j, whyNoNeo4j } from './neo4j-database.ts';
import type { Engine } from './variant.ts';

/** Does something on each engine that can run here, in a place of its own that goes with all that is in it. */
export async function onEachEngine<Value>(
  work: (engine: Engine, settings: Readonly<Record<string, string>>) => Promise<Value>,
): Promise<Value[]> {
  const found = [await inFolder((folder) => work('embedded', { DATA_DIR: folder }))];
  const reason = whyNoNeo4j();
  if (reason === undefined) found.push(await onServer((settings) => work('neo4j', settings)));
  else tell(`Neo4j is left out: ${reason}`);
  return found;
}

/** A database of its own, as Community keeps one, which goes with its data. */
export function onServer<Value>(
  work: (settings: Record<string, string>, pid: number) => Promise<Value>,
): Promise<Value> {
  return inFolder(async (folder) => {
    const server = await startNeo4j(folder);
    try {
      return await work({ NEO4J_URI: server.uri }, server.pid());
    } finally {
      await server.stop();
    }
  });
}

/** A folder that goes with all that is in it. */
export async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const parent = join(projectFolder, '.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
