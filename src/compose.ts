import { join } from 'node:path';
import type { Config } from './config.ts';
import { evidenceModel } from './domain/model.ts';
import { openEmbeddedStore } from './store/embedded/embedded-store.ts';
import type { Store } from './store/store.ts';

/** Opens the store that the settings choose: Neo4j where `NEO4J_URI` is set, else the file under `DATA_DIR`. */
export async function openStore(config: Config): Promise<Store> {
  if (config.neo4j) {
    // Loaded only when wanted: the driver costs a third of the start-up time.
    const { openNeo4jStore } = await import('./store/neo4j/neo4j-store.ts');
    return openNeo4jStore({ model: evidenceModel, ...config.neo4j });
  }
  return openEmbeddedStore({ model: evidenceModel, file: join(config.dataDir, 'evidence-graph.sqlite') });
}
