import { EvidenceData } from '../graph/evidence-data.ts';
import type { BenchOptions } from '../options.ts';
import { chain } from '../reads/chain.ts';
import type { Read } from '../reads/read.ts';
import { reads } from '../reads/reads.ts';
import { needsCell } from '../report/targets.ts';
import { elapsedSeconds, tell } from '../report/progress.ts';
import { startServer, type RunningServer } from '../servers/start-server.ts';
import { variants, type Engine, type Variant } from '../servers/variant.ts';
import type { Tally } from '../tally/tally-hook.ts';
import { tallyOf, tallyOption } from '../tally/tally-of.ts';
import { askOnce } from './ask-once.ts';
import type { Cell, Fault } from './cell.ts';
import { deepCursor } from './deep-cursor.ts';
import { startDriver } from './drive.ts';
import type { EnginePlace } from './engine-place.ts';
import { measureReads, windowsOf, type Entrant } from './measure-read.ts';
import { wrongAnswer } from './same-answer.ts';
import { bodiesOf, samplesOf, type SampleOptions } from './samples.ts';

export interface EngineOptions {
  readonly engine: Engine;
  readonly opened: EnginePlace;
  readonly data: EvidenceData;
  readonly options: BenchOptions;
}

/** What an untimed pass told of the servers of one engine. */
export interface CheckedEngine extends EngineOptions {
  readonly samples: SampleOptions;
  readonly tallies: ReadonlyMap<string, Tally>;
  /** Wrong answers and refusals; who answered wrongly is not timed. */
  readonly faults: readonly Fault[];
}

const [bodiesOfEach, checkedOfEach] = [200, 2];
/** Of the time of a cell that targets are made from. */
const shareOfOthers = 0.3;

/** Asks every server of an engine every read it takes part in: answers are compared with the data, statements counted. */
export async function checkEngine(asked: EngineOptions): Promise<CheckedEngine> {
  const { engine, opened, data } = asked;
  const tallies = new Map<string, Tally>();
  const faults: Fault[] = [];
  walked ??= walk(engine, opened, data);
  const samples: SampleOptions = { data, count: bodiesOfEach, cursor: await walked };
  for (const variant of chosenVariants(asked)) {
    const wanted = chosenReads(asked).filter((read) => takesPart(read, variant, asked.options));
    await withServer(variant, opened, [tallyOption], (server) =>
      countReads(server, wanted, samples, { tallies, faults }),
    );
    tell(`${variant.name}: answers compared`);
  }
  tell(faults.length === 0 ? `${engine}: every answer equals the data` : faults.map(({ fault }) => fault).join('\n'));
  return { ...asked, samples, tallies, faults };
}

/** The servers of one engine, running; they stay warm from one measurement to the next. */
export interface RunningEngine {
  /** The timed rounds, of whoever answered as the data says; `until` is when they have to have ended, on the bench's own clock. */
  measure(until: number): Promise<readonly Cell[]>;
  stop(): Promise<void>;
}

export async function startEngine(checked: CheckedEngine): Promise<RunningEngine> {
  const { engine, opened, options, samples, tallies } = checked;
  const wanted = chosenReads(checked);
  const starting = chosenVariants(checked).map((variant) => startServer(variant, opened.place));
  const servers = await Promise.all(starting).catch(async (error: unknown) => {
    for (const started of await Promise.allSettled(starting))
      if (started.status === 'fulfilled') await started.value.stop();
    throw error;
  });
  const driver = startDriver();
  const measure = async (until: number) => {
    const made = new Map(
      wanted.map((read) => [
        read,
        servers
          .filter(({ variant }) => isTimed(variant, read, options) && tallies.has(`${variant.name} ${read.name}`))
          .map((server) => ({
            read,
            server,
            share: needsCell(server.variant.name, read.name) ? 1 : shareOfOthers,
            bodies: () => bodiesOf(read, server.variant, samples),
          })),
      ]),
    );
    const entrantsOf = (read: Read): readonly Entrant[] => made.get(read) ?? [];
    const cells: Cell[] = [];
    const common = { driver, rounds: options.rounds, databasePid: opened.databasePid };
    const groups = inTurns(wanted);
    for (const [index, together] of groups.entries()) {
      // Anew for each, as the least that fills a window of a heavy read takes longer than its share.
      const entrants = together.flatMap(entrantsOf);
      if (entrants.length === 0) continue;
      if (elapsedSeconds() >= until && entrants.every(({ share }) => share < 1)) {
        tell(`${engine}: ${together[0]?.name} is left out, as the time is over`);
        continue;
      }
      const seconds = windowOf(groups.slice(index).flat(), entrantsOf, { options, until });
      const memory = together[0] === chain;
      const found = await measureReads(entrants, { ...common, seconds, memory });
      for (const cell of found) cells.push({ ...cell, ...tallies.get(`${cell.variant} ${cell.read}`) });
      for (const { name } of together) tellCells(engine, name, found);
    }
    return cells;
  };
  const stop = async () => {
    driver.stop();
    await Promise.all(servers.map((server) => server.stop()));
  };
  return { measure, stop };
}

/** Reads that are measured by themselves or with others. */
function inTurns(wanted: readonly Read[]): readonly (readonly Read[])[] {
  const groups = new Map<string, Read[]>();
  for (const read of wanted) {
    const group = read.turns ?? read.name;
    groups.set(group, [...(groups.get(group) ?? []), read]);
  }
  return [...groups.values()];
}

function tellCells(engine: Engine, read: string, cells: readonly Cell[]): void {
  const figures = cells
    .filter((cell) => cell.read === read)
    .map(({ variant, serverCpu }) => `${variant} ${Math.round(serverCpu)} µs`);
  if (figures.length > 0) tell(`${engine}: ${read}  ${figures.join(', ')}`);
}

const chosenVariants = ({ engine, options }: EngineOptions) =>
  variants.filter((variant) => variant.engine === engine && options.variants.includes(variant.name));

const chosenReads = ({ options }: EngineOptions) => reads.filter(({ name }) => options.reads.includes(name));

/** A quick run times only what targets are made from. */
const isTimed = ({ name }: Variant, read: Read, { quick }: BenchOptions) => !quick || needsCell(name, read.name);

/** A server that keeps answers is asked what it keeps, and the others everything; in a quick run, peers what is timed. */
function takesPart(read: Read, variant: Variant, options: BenchOptions): boolean {
  const asked = read.ask[variant.dialect] !== undefined && (variant.cached !== true || read.cached === true);
  return asked && (variant.dialect === 'product' || isTimed(variant, read, options));
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

async function countReads(
  server: RunningServer,
  wanted: readonly Read[],
  options: SampleOptions,
  { tallies, faults }: { readonly tallies: Map<string, Tally>; readonly faults: Fault[] },
): Promise<void> {
  for (const read of wanted) {
    const samples = samplesOf(read, server.variant, { ...options, count: checkedOfEach });
    const fault = await wrongAnswer(server, read.name, samples);
    if (fault !== undefined) {
      faults.push({ variant: server.variant.name, read: read.name, fault });
      continue;
    }
    await tallyOf(server);
    await askOnce(server, samples.at(-1)?.body ?? '');
    tallies.set(`${server.variant.name} ${read.name}`, await tallyOf(server));
  }
}

/** The window that fits into the time that is left, at most the one that was asked for. */
function windowOf(
  wanted: readonly Read[],
  entrantsOf: (read: Read) => readonly Entrant[],
  { options, until }: { readonly options: BenchOptions; readonly until: number },
): number {
  const entrants = wanted.flatMap(entrantsOf);
  const windows = entrants.reduce((sum, entrant) => sum + windowsOf(entrant, options.rounds), 0);
  // A drive has some time around it: two of each round, and those that warm.
  const around = entrants.length * (options.rounds * 2 + 4) * 0.1;
  const seconds = (until - elapsedSeconds() - around) / windows;
  return Math.max(0.1, Math.min(options.seconds, seconds));
}
