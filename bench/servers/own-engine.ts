import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../tests/lanes/project-folder.ts';
import { startNeo4j } from './neo4j-database.ts';

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
