import { join } from 'node:path';
import type { Config } from './config.ts';
import { evidenceModel } from './domain/model.ts';
import { clearStoreFile } from './store/embedded/clear-file.ts';
import { openEmbeddedStore } from './store/embedded/embedded-store.ts';
import type { Store } from './store/store.ts';

export interface OpenOptions {
  /** For reading only: what is stored is not brought up to the model, which another process has done. */
  readonly readOnly?: boolean;
}

/** Opens the store that the settings choose: Neo4j where `NEO4J_URI` is set, else the file under `DATA_DIR`. */
export async function openStore(config: Config, { readOnly = false }: OpenOptions = {}): Promise<Store> {
  if (config.neo4j) {
    // Loaded only when wanted: the driver costs a third of the start-up time.
    const { openNeo4jStore } = await import('./store/neo4j/neo4j-store.ts');
    return openNeo4jStore({ model: evidenceModel, ...config.neo4j, readOnly });
  }
  return openStoreFile(storeFileOf(config), { readOnly });
}

const storeFileOf = ({ dataDir }: Config) => join(dataDir, 'evidence-graph.sqlite');

/** Opens any file of the embedded engine, such as a backup. */
export const openStoreFile = (file: string, { readOnly = false }: OpenOptions = {}): Store =>
  openEmbeddedStore({ model: evidenceModel, file, readOnly });

/** Removes what this project keeps in the store that the settings choose; answers with where that is. */
export async function clearStore(config: Config): Promise<string> {
  if (config.neo4j) {
    const { clearNeo4jDatabase } = await import('./store/neo4j/clear-database.ts');
    await clearNeo4jDatabase({ model: evidenceModel, ...config.neo4j });
    return config.neo4j.uri;
  }
  clearStoreFile(storeFileOf(config));
  return storeFileOf(config);
}
