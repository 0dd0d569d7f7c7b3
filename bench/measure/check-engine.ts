import { EvidenceData } from '../graph/evidence-data.ts';
import type { BenchOptions } from '../options.ts';
import type { Read } from '../reads/read.ts';
import { reads } from '../reads/reads.ts';
import { neededOf } from '../report/targets.ts';
import { tell } from '../report/progress.ts';
import { startServer, type RunningServer } from '../servers/start-server.ts';
import { variants, type Engine, type Variant } from '../servers/variant.ts';
import type { Tally } from '../tally/tally-hook.ts';
import { tallyOf, tallyOption } from '../tally/tally-of.ts';
import { askOnce } from './ask-once.ts';
import type { Counted, Fault } from './cell.ts';
import { deepCursor } from './deep-cursor.ts';
import type { EnginePlace } from './engine-place.ts';
import { wrongAnswer } from './same-answer.ts';
import { samplesOf, type SampleOptions } from './samples.ts';

export interface EngineOptions {
  readonly engine: Engine;
  readonly opened: EnginePlace;
  readonly data: EvidenceData;
  readonly options: BenchOptions;
}

/** What an untimed pass told of the servers of one engine. */
export interface CheckedEngine extends EngineOptions {
  readonly samples: SampleOptions;
  /** Of each read that a server answered as the data says; no other is timed. */
  readonly counts: readonly Counted[];
  /** Wrong answers and refusals. */
  readonly faults: readonly Fault[];
}

const [bodiesOfEach, checkedOfEach] = [200, 2];

/**
 * Asks a server of every variant every read it takes part in: answers are compared with the data, statements counted. They
 * are not the servers that are timed: counting slows them, and wide answers would count as memory of the chain.
 */
export async function checkEngine(asked: EngineOptions): Promise<CheckedEngine> {
  const { engine, opened, data } = asked;
  const found = { counts: [] as Counted[], faults: [] as Fault[] };
  walked ??= walk(engine, opened, data);
  const samples: SampleOptions = { data, count: bodiesOfEach, cursor: await walked };
  for (const variant of chosenVariants(asked)) {
    const wanted = chosenReads(asked).filter((read) => takesPart(read, variant, asked.options));
    await withServer(variant, opened, [tallyOption], (server) => checkReads(server, wanted, samples, found));
    tell(`${variant.name}: answers compared`);
  }
  const { faults } = found;
  tell(faults.length === 0 ? `${engine}: every answer equals the data` : faults.map(({ fault }) => fault).join('\n'));
  return { ...asked, samples, ...found };
}

/** A quick run starts only what targets are made from. */
export const chosenVariants = ({ engine, options }: EngineOptions) =>
  variants.filter((variant) => {
    const isNeeded = !options.quick || reads.some((read) => neededOf(variant.name, read.name).size > 0);
    return variant.engine === engine && options.variants.includes(variant.name) && isNeeded;
  });

export const chosenReads = ({ options }: EngineOptions) => reads.filter(({ name }) => options.reads.includes(name));

/**
 * A server that keeps answers is asked what it keeps, and the others everything; in a quick run what targets are made
 * from, but the embedded product everything, while Neo4j still loads.
 */
function takesPart(read: Read, variant: Variant, options: BenchOptions): boolean {
  const asked = read.ask[variant.dialect] !== undefined && (variant.cached !== true || read.cached === true);
  return asked && (!options.quick || variant.name === 'product-embedded' || neededOf(variant.name, read.name).size > 0);
}

async function withServer(
  variant: Variant,
  { place }: EnginePlace,
  nodeOptions: readonly string[],
  work: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const server = await startServer(variant, place, { nodeOptions });
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

/** Cursors are the same on both engines, so whichever is loaded first walks. */
let walked: Promise<string | null> | undefined;

async function walk(engine: Engine, opened: EnginePlace, data: EvidenceData): Promise<string | null> {
  const product = variants.find((variant) => variant.engine === engine && variant.dialect === 'product');
  let cursor: string | null = null;
  if (product) await withServer(product, opened, [], async (server) => void (cursor = await deepCursor(server, data)));
  return cursor;
}

async function checkReads(
  server: RunningServer,
  wanted: readonly Read[],
  options: SampleOptions,
  { counts, faults }: { readonly counts: Counted[]; readonly faults: Fault[] },
): Promise<void> {
  for (const read of wanted) {
    const samples = samplesOf(read, server.variant, { ...options, count: checkedOfEach });
    const fault = await wrongAnswer(server, read.name, samples);
    if (fault !== undefined) {
      faults.push({ variant: server.variant.name, read: read.name, fault });
      continue;
    }
    const tally = await tallied(server, samples.at(-1)?.body ?? '');
    counts.push({ variant: server.variant.name, read: read.name, ...tally });
  }
}

/** Of one request asked three times, the fewest: what a server asks for once a second belongs to none of them. */
async function tallied(server: RunningServer, body: string): Promise<Tally> {
  const tallies: Tally[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await tallyOf(server);
    await askOnce(server, body);
    tallies.push(await tallyOf(server));
  }
  return tallies.reduce((fewest, each) => (each.statements < fewest.statements ? each : fewest));
}
