import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../tests/lanes/project-folder.ts';
import { EvidenceData } from './graph/evidence-data.ts';
import type { Cell } from './measure/cell.ts';
import { openEngine, type EnginePlace } from './measure/engine-place.ts';
import { checkEngine, startEngine, type CheckedEngine, type RunningEngine } from './measure/measure-engine.ts';
import { loadGrowing, measureGrowth } from './measure/growth.ts';
import { help, readOptions, type BenchOptions, type PartName } from './options.ts';
import { installPeers } from './peers-installed.ts';
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
import { writeTable } from './report/write-table.ts';
import { writeFigures } from './writes/write-figures.ts';

/** What growth takes at the end, in seconds: for two sizes of a graph, and for three. */
const growthSeconds = { quick: 40, full: 60 } as const;
/** Of the time for both engines: two processes have to get warm with Neo4j. */
const shareOf = { embedded: 2, neo4j: 3 } as const;
/** What measuring once more may take, on servers that are warm, growth included. */
const secondsAgain = 100;

async function bench(chosen: BenchOptions): Promise<void> {
  installPeers();
  const data = new EvidenceData(chosen.scale);
  const engines = chosen.engines.filter(canRun);
  const machine = thisMachine();
  const opened: EnginePlace[] = [];
  const running = new Map<CheckedEngine, RunningEngine>();
  try {
    // Both load and are checked at once: it is the longest part, and each keeps one core busy.
    const both = await Promise.allSettled(
      engines.map(async (engine) => {
        const place = await openEngine(engine, data);
        opened.push(place);
        // Neo4j takes longer to load: in the meantime.
        if (engine === 'embedded') await loadGrowing(data);
        return checkEngine({ engine, opened: place, data, options: chosen });
      }),
    );
    const checked = both.map(valueOf);
    const measure = async (end: number): Promise<BenchResult> => ({
      machine,
      scale: chosen.scale,
      rounds: chosen.rounds,
      cells: await measureAll(checked, running, end - growthSeconds[chosen.quick ? 'quick' : 'full']),
      faults: checked.flatMap(({ faults }) => faults),
      growth: engines.includes('embedded') ? await measureGrowth(chosen) : [],
    });
    const result = await measure(chosen.minutes * 60);
    const whole = isWhole(chosen, result);
    keep(whole ? 'full' : chosen.quick ? 'quick' : 'part', result);
    if (whole) await writeBench(result);
    process.stdout.write(`\n${printed(result)}\n`);
    if (chosen.gate) await judge(result, measure);
    // What a peer cannot answer is told; what the product cannot is a failure.
    if (result.faults.some(({ variant }) => variant.startsWith('product'))) process.exitCode = 1;
  } finally {
    await Promise.all([...running.values()].map((engine) => engine.stop()));
    await Promise.all(opened.map(({ close }) => close()));
  }
  tell('done');
}

function valueOf<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

function canRun(engine: Engine): boolean {
  const reason = engine === 'neo4j' ? whyNoNeo4j() : undefined;
  if (reason !== undefined) tell(`Neo4j is left out: ${reason}`);
  return reason === undefined;
}

/** What is left of the time is shared. */
async function measureAll(
  checked: readonly CheckedEngine[],
  running: Map<CheckedEngine, RunningEngine>,
  end: number,
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const [index, each] of checked.entries()) {
    const shares = checked.slice(index).map(({ engine }) => shareOf[engine]);
    const until = elapsedSeconds() + ((end - elapsedSeconds()) * shareOf[each.engine]) / sumOf(shares);
    const servers = running.get(each) ?? (await startEngine(each));
    running.set(each, servers);
    cells.push(...(await servers.measure(until)));
  }
  return cells;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

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
