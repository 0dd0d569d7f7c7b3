import type { EvidenceData } from '../graph/evidence-data.ts';
import { dataFolder, markLoaded } from '../load/data-folders.ts';
import { loadData } from '../load/load-data.ts';
import { tell } from '../report/progress.ts';
import { startNeo4j } from '../servers/neo4j-database.ts';
import type { Place } from '../servers/start-server.ts';
import type { Engine } from '../servers/variant.ts';

/** An engine with the data in it. */
export interface EnginePlace {
  readonly place: Place;
  /** Process of the database, where it is one of its own. */
  readonly databasePid?: number;
  close(): Promise<void>;
}

/** Nodes and edges: more of them, and a database spends its time on moving what it holds in memory. */
const inOneChange = 20_000;

export function openEngine(engine: Engine, { scale }: EvidenceData): Promise<EnginePlace> {
  return engine === 'embedded' ? openEmbedded(scale) : openNeo4j(scale);
}

async function openEmbedded(scale: number): Promise<EnginePlace> {
  const { path, loaded } = dataFolder(`embedded-${scale}`);
  if (!loaded) {
    tellLoaded(`embedded at scale ${scale}`, await loadData(scale, { DATA_DIR: path }, inOneChange));
    markLoaded(path);
  }
  return { place: { folder: path }, close: async () => undefined };
}

async function openNeo4j(scale: number): Promise<EnginePlace> {
  const { path, loaded } = dataFolder(`neo4j-${scale}`);
  const server = await startNeo4j(path);
  try {
    if (!loaded) {
      tellLoaded(`Neo4j at scale ${scale}`, await loadData(scale, { NEO4J_URI: server.uri }, inOneChange));
      markLoaded(path);
    }
    return { place: { neo4jUri: server.uri }, databasePid: server.pid(), close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function tellLoaded(what: string, { edges, seconds }: { readonly edges: number; readonly seconds: number }): void {
  const perSecond = Math.round(edges / seconds);
  tell(`loaded ${what}: ${edges} edges in ${seconds.toFixed(1)} s, ${perSecond} a second`);
}
