import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '../../tools/project-folder.ts';
import { loadData, type Loaded } from '../load/load-data.ts';
import { median } from '../measure/cell.ts';
import { peakBytes } from '../measure/process-figures.ts';
import { tell } from '../report/progress.ts';
import { inFolder, onServer } from '../servers/own-engine.ts';
import { whyNoNeo4j } from '../servers/neo4j-database.ts';
import type { Engine } from '../servers/variant.ts';
import { startFigures, type StartFigures } from './start-figures.ts';

/** What the product needs by itself, on one engine. */
export interface ProductFigures {
  readonly engine: Engine;
  /** With an empty store, which loads the seed before it serves. */
  readonly firstStart: StartFigures;
  readonly laterStart: StartFigures;
  /** The command `load` with the seed, on an empty store that has its schema, in seconds. */
  readonly seedLoadSeconds: number;
  /** 100,000 nodes and about 500,000 edges in one change; undefined where the engine did not take it. */
  readonly load: Loaded | undefined;
  /** Of the database's process after that load, where it has one. */
  readonly databasePeakBytes?: number;
}

/** Scale at which the synthetic graph has 100,000 nodes. */
const loadScale = 0.5;
const laterStarts = 5;

export async function productFigures(quick: boolean): Promise<ProductFigures[]> {
  const scale = quick ? loadScale / 10 : loadScale;
  const figures = [await onEmbedded(scale)];
  const reason = whyNoNeo4j();
  if (reason === undefined) figures.push(await onNeo4j(scale));
  else tell(`Neo4j is left out: ${reason}`);
  return figures;
}

function onEmbedded(scale: number): Promise<ProductFigures> {
  return inFolder(async (folder) => {
    const place = (name: string) => ({ DATA_DIR: join(folder, name) });
    const starts = await startsOf(place('seed'));
    const seedLoadSeconds = loadSeed(place('load'));
    tell(`embedded: the seed loads in ${seedLoadSeconds.toFixed(2)} s`);
    return { engine: 'embedded', ...starts, seedLoadSeconds, load: await loadTold(scale, place('large')) };
  });
}

/** Each part has a server of its own, as Community keeps one database. */
async function onNeo4j(scale: number): Promise<ProductFigures> {
  const starts = await onServer((settings) => {
    makeSchema(settings);
    return startsOf(settings);
  });
  const seedLoadSeconds = await onServer(async (settings) => loadSeed(settings));
  tell(`Neo4j: the seed loads in ${seedLoadSeconds.toFixed(2)} s`);
  const loaded = await onServer(async (settings, pid) => {
    const load = await loadTold(scale, settings);
    return { load, databasePeakBytes: peakBytes(pid) };
  });
  return { engine: 'neo4j', ...starts, seedLoadSeconds, ...loaded };
}

async function startsOf(settings: Readonly<Record<string, string>>) {
  const firstStart = await startFigures(settings);
  const later: StartFigures[] = [];
  for (let count = 0; count < laterStarts; count += 1) later.push(await startFigures(settings));
  const laterStart = {
    seconds: median(later.map(({ seconds }) => seconds)),
    idleBytes: median(later.map(({ idleBytes }) => idleBytes)),
  };
  tell(`first start ${firstStart.seconds.toFixed(2)} s, later ${laterStart.seconds.toFixed(2)} s`);
  return { firstStart, laterStart };
}

/** The whole command as a user waits for it; `status` in front of it has made the schema. */
function loadSeed(settings: Readonly<Record<string, string>>): number {
  makeSchema(settings);
  const started = performance.now();
  command(settings, 'load', join(projectFolder, 'seed/ukdpc-2008'));
  return (performance.now() - started) / 1000;
}

/** A database that has just been started may be too slow for the timeouts of the product; that is printed and tried again. */
function makeSchema(settings: Readonly<Record<string, string>>, attempts = 5): void {
  try {
    command(settings, 'status');
  } catch (error) {
    if (attempts === 1) throw error;
    tell('the database did not answer in time; once more');
    makeSchema(settings, attempts - 1);
  }
}

function command(settings: Readonly<Record<string, string>>, ...words: readonly string[]): void {
  execFileSync(process.execPath, [join(projectFolder, 'dist/main.js'), ...words], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** A change that is refused is a figure too: the rest is measured all the same. */
async function loadTold(scale: number, settings: Readonly<Record<string, string>>): Promise<Loaded | undefined> {
  try {
    const load = await loadData(scale, settings);
    tell(`${load.edges} edges in ${load.seconds.toFixed(1)} s, ${Math.round(load.edges / load.seconds)} a second`);
    return load;
  } catch (error) {
    tell(`the large change was not taken: ${String(error)}`);
    return undefined;
  }
}
