import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../tests/lanes/project-folder.ts';
import { EvidenceData } from './graph/evidence-data.ts';
import { openEngine, type EnginePlace } from './measure/engine-place.ts';
import { measureEngine, type EngineResult } from './measure/measure-engine.ts';
import { measureGrowth } from './measure/growth.ts';
import { parseAndValidate } from './measure/parse-and-validate.ts';
import { help, readOptions, type BenchOptions } from './options.ts';
import { installPeers } from './peers-installed.ts';
import { thisMachine } from './report/machine.ts';
import { productFigures } from './product/product-figures.ts';
import { reads } from './reads/reads.ts';
import { writeBench, writeProduct, writeWrites } from './report/markdown.ts';
import { aligned, printed } from './report/print.ts';
import { productTable } from './report/product-table.ts';
import { elapsedSeconds, tell } from './report/progress.ts';
import type { BenchResult } from './report/result.ts';
import { isClearlyMissed, targetsOf } from './report/targets.ts';
import { whyNoNeo4j } from './servers/neo4j-database.ts';
import { variants, type Engine } from './servers/variant.ts';
import { writeTable } from './report/write-table.ts';
import { writeFigures } from './writes/write-figures.ts';

/** What growth takes at the end, in seconds. */
const growthSeconds = 40;

async function bench(chosen: BenchOptions): Promise<void> {
  installPeers();
  const data = new EvidenceData(chosen.scale);
  const engines = chosen.engines.filter(canRun);
  const machine = thisMachine();
  // Both load at once: it is the longest part, and each keeps one core busy.
  const opened = await Promise.all(engines.map(async (engine) => [engine, await openEngine(engine, data)] as const));
  try {
    const results = await measureAll(opened, data, chosen);
    const embedded = engines.includes('embedded');
    const result: BenchResult = {
      machine,
      scale: chosen.scale,
      rounds: chosen.rounds,
      cells: results.flatMap(({ cells }) => cells),
      faults: results.flatMap(({ faults }) => faults),
      growth: embedded ? await measureGrowth(chosen) : [],
      parseAndValidate: embedded ? parseAndValidate() : undefined,
    };
    keep(chosen.quick ? 'quick' : 'full', result);
    if (isWhole(chosen)) await writeBench(result);
    process.stdout.write(`\n${printed(result)}\n`);
    if (chosen.gate) judge(result);
    // What a peer cannot answer is told; what the product cannot is a failure.
    if (result.faults.some(({ variant }) => variant.startsWith('product'))) process.exitCode = 1;
  } finally {
    await Promise.all(opened.map(([, { close }]) => close()));
  }
  tell('done');
}

function canRun(engine: Engine): boolean {
  const reason = engine === 'neo4j' ? whyNoNeo4j() : undefined;
  if (reason !== undefined) tell(`Neo4j is left out: ${reason}`);
  return reason === undefined;
}

/** What is left of the time is shared, less what growth takes at the end. */
async function measureAll(
  opened: readonly (readonly [Engine, EnginePlace])[],
  data: EvidenceData,
  chosen: BenchOptions,
): Promise<EngineResult[]> {
  const end = chosen.minutes * 60 - growthSeconds;
  const results: EngineResult[] = [];
  for (const [index, [engine, place]] of opened.entries()) {
    const until = elapsedSeconds() + (end - elapsedSeconds()) / (opened.length - index);
    results.push(await measureEngine({ engine, opened: place, data, options: chosen, until }));
  }
  return results;
}

/** Only a run that leaves nothing out may stand in the documentation. */
const isWhole = ({ quick, engines, variants: names, reads: chosen }: BenchOptions) =>
  !quick && engines.length === 2 && names.length === variants.length && chosen.length === reads.length;

async function benchProduct({ quick }: BenchOptions): Promise<void> {
  const machine = thisMachine();
  const figures = await productFigures(quick);
  keep(quick ? 'quick-product' : 'product', { machine, figures });
  if (!quick) await writeProduct(machine, figures);
  process.stdout.write(`\n${aligned(productTable(figures))}\n`);
}

async function benchWrites({ quick }: BenchOptions): Promise<void> {
  const machine = thisMachine();
  const figures = await writeFigures(quick);
  keep(quick ? 'quick-writes' : 'writes', { machine, figures });
  if (!quick) await writeWrites(machine, figures);
  process.stdout.write(`\n${aligned(writeTable(figures))}\n`);
}

function keep(name: string, result: unknown): void {
  const folder = join(projectFolder, 'bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

function judge(result: BenchResult): void {
  const missed = targetsOf(result).filter(isClearlyMissed);
  for (const { name, floor, measured } of missed)
    tell(`below the floor: ${name}: ${measured?.toFixed(2)} against ${floor}`);
  if (missed.length > 0) process.exitCode = 1;
}

const options = readOptions(process.argv.slice(2));
if (options?.product === true) await benchProduct(options);
else if (options?.writes === true) await benchWrites(options);
else if (options) await bench(options);
else process.stdout.write(`${help}\n`);
