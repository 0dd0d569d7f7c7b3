import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../tools/project-folder.ts';
import { sumOf, type Cell } from './measure/cell.ts';
import { readyBench, type ReadyBench } from './measure/ready-bench.ts';
import { help, readOptions, type BenchOptions, type PartName } from './options.ts';
import { thisMachine } from './report/machine.ts';
import { productFigures } from './product/product-figures.ts';
import { questionFigures } from './questions/question-figures.ts';
import { reads } from './reads/reads.ts';
import { writeBench, writePart } from './report/markdown.ts';
import { aligned, printed } from './report/print.ts';
import { productTable } from './report/product-table.ts';
import { elapsedSeconds, tell } from './report/progress.ts';
import { questionTable } from './report/question-table.ts';
import type { BenchResult } from './report/result.ts';
import type { Table } from './report/tables.ts';
import { isClearlyMissed, targetsOf } from './report/targets.ts';
import { whyNoNeo4j } from './servers/neo4j-database.ts';
import { variants, type Engine } from './servers/variant.ts';
import { worstTable } from './report/worst-table.ts';
import { writeTable } from './report/write-table.ts';
import { worstFigures } from './worst/worst-figures.ts';
import { writeFigures } from './writes/write-figures.ts';

/** What growth takes at the end, in seconds: for two sizes of a graph, and for three, most of them warm. */
const growthSeconds = { quick: 12, full: 25 } as const;
/** Of the time for both engines: two processes have to get warm with Neo4j. */
const shareOf = { embedded: 1, neo4j: 3 } as const;
/** Of the time that is left when all is ready: all of it where that is less than so many seconds. */
const [shareOfNeeded, scarceSeconds] = [0.7, 250];
/** What is left for building before, and for stopping behind. */
const secondsAround = 30;
/** What measuring once more may take, on servers that are warm, growth included. */
const secondsAgain = 100;

async function bench(asked: BenchOptions): Promise<void> {
  const chosen = { ...asked, engines: asked.engines.filter(canRun) };
  const machine = thisMachine();
  const ready = await readyBench(chosen);
  const measure = async (end: number): Promise<BenchResult> => ({
    machine,
    scale: chosen.scale,
    rounds: chosen.rounds,
    faults: ready.engines.flatMap(({ checked }) => checked.faults),
    counts: ready.engines.flatMap(({ checked }) => checked.counts),
    ...(await measureAll(ready, chosen, end)),
  });
  try {
    const result = await measure(chosen.minutes * 60 - secondsAround);
    const whole = isWhole(chosen, result);
    keep(whole ? 'full' : chosen.quick ? 'quick' : 'part', result);
    if (whole) await writeBench(result);
    process.stdout.write(`\n${printed(result)}\n`);
    if (chosen.gate) await judge(result, measure);
    // What a peer cannot answer is told; what the product cannot is a failure.
    if (result.faults.some(({ variant }) => variant.startsWith('product'))) process.exitCode = 1;
  } finally {
    await ready.stop();
  }
  tell('done');
}

function canRun(engine: Engine): boolean {
  const reason = engine === 'neo4j' ? whyNoNeo4j() : undefined;
  if (reason !== undefined) tell(`Neo4j is left out: ${reason}`);
  return reason === undefined;
}

/** What targets are made from comes first, and gets most of the time. */
async function measureAll({ engines, growth }: ReadyBench, { quick }: BenchOptions, end: number) {
  const left = end - elapsedSeconds();
  const until = elapsedSeconds() + left * (quick || left < scarceSeconds ? 1 : shareOfNeeded);
  const cells = await measureEach(engines, 'needed', until - growthSeconds[quick ? 'quick' : 'full']);
  const growths = (await growth?.measure()) ?? [];
  return { growth: growths, cells: [...cells, ...(await measureEach(engines, 'others', end))] };
}

/** The engines share the time. */
async function measureEach(
  engines: ReadyBench['engines'],
  what: 'needed' | 'others',
  end: number,
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const [index, { checked, running }] of engines.entries()) {
    const shares = engines.slice(index).map((each) => shareOf[each.checked.engine]);
    const until = elapsedSeconds() + ((end - elapsedSeconds()) * shareOf[checked.engine]) / sumOf(shares);
    cells.push(...(await running.measure(what, until)));
  }
  return cells;
}

/** Only a run that leaves nothing out may stand in the documentation. */
const isWhole = ({ quick, engines, variants: names, reads: chosen }: BenchOptions, { cells }: BenchResult) =>
  !quick &&
  names.length === variants.length &&
  chosen.length === reads.length &&
  engines.length === 2 &&
  engines.every((engine) => reads.every(({ name }) => cells.some((cell) => cell.read === name && isOf(engine, cell))));

const isOf = (engine: Engine, { variant }: Cell) => variants.find(({ name }) => name === variant)?.engine === engine;

const tables: Readonly<Record<PartName, (quick: boolean) => Promise<{ figures: unknown; table: Table }>>> = {
  product: async (quick) => tabled(await productFigures(quick), productTable),
  writes: async (quick) => tabled(await writeFigures(quick), writeTable),
  questions: async (quick) => tabled(await questionFigures(quick), questionTable),
  worst: async (quick) => tabled(await worstFigures(quick), worstTable),
};

const tabled = <Figures>(figures: Figures, tableOf: (figures: Figures) => Table) => ({
  figures,
  table: tableOf(figures),
});

async function benchPart(part: PartName, { quick }: BenchOptions): Promise<void> {
  const machine = thisMachine();
  const { figures, table } = await tables[part](quick);
  keep(quick ? `quick-${part}` : part, { machine, figures });
  if (!quick) await writePart(part, machine, table);
  process.stdout.write(`\n${aligned(table)}\n`);
}

function keep(name: string, result: unknown): void {
  const folder = join(projectFolder, 'bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

/**
 * A run fails where a floor is clearly missed five times, on servers that get warmer each time: whoever shares the machine
 * may disturb one side of a ratio for a minute, but slower code is slower each time.
 */
async function judge(first: BenchResult, measure: (end: number) => Promise<BenchResult>): Promise<void> {
  let missed = clearlyMissed(first);
  for (let again = 0; again < 4 && missed.size > 0; again += 1) {
    tell('measured once more for the floors that were missed');
    const anew = clearlyMissed(await measure(elapsedSeconds() + secondsAgain));
    missed = new Set([...missed].filter((name) => anew.has(name)));
  }
  if (missed.size > 0) process.exitCode = 1;
}

function clearlyMissed(result: BenchResult): ReadonlySet<string> {
  const missed = targetsOf(result).filter(isClearlyMissed);
  for (const { name, floor, measured } of missed)
    tell(`below the floor: ${name}: ${measured?.toFixed(2)} against ${floor}`);
  return new Set(missed.map(({ name }) => name));
}

const options = readOptions(process.argv.slice(2));
if (options?.part) await benchPart(options.part, options);
else if (options) await bench(options);
else process.stdout.write(`${help}\n`);
