import { EvidenceData } from '../graph/evidence-data.ts';
import type { BenchOptions } from '../options.ts';
import type { Read } from '../reads/read.ts';
import { reads } from '../reads/reads.ts';
import { neededOf } from '../report/targets.ts';
import { tell } from '../report/progress.ts';
import type { RunningServer } from '../servers/start-server.ts';
import { variants, type Engine, type Variant } from '../servers/variant.ts';
import type { Fault } from './cell.ts';
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

/** An engine whose servers were asked everything once. */
export interface CheckedEngine extends EngineOptions {
  readonly samples: SampleOptions;
  /** Wrong answers and refusals. */
  readonly faults: readonly Fault[];
}

const [bodiesOfEach, checkedOfEach] = [200, 2];

/** Asks every server every read it takes part in, and compares the answers with the data. */
export async function checkEngine(asked: EngineOptions, servers: readonly RunningServer[]): Promise<CheckedEngine> {
  const { engine, data } = asked;
  const faults: Fault[] = [];
  walked ??= walk(servers, data);
  const samples: SampleOptions = { data, count: bodiesOfEach, cursor: await walked };
  for (const server of servers) {
    const { variant } = server;
    for (const read of chosenReads(asked).filter((each) => takesPart(each, variant, asked.options))) {
      const few = samplesOf(read, variant, { ...samples, count: checkedOfEach });
      const fault = await wrongAnswer(server, read.name, few);
      if (fault !== undefined) faults.push({ variant: variant.name, read: read.name, fault });
    }
    tell(`${variant.name}: answers compared`);
  }
  tell(faults.length === 0 ? `${engine}: every answer equals the data` : faults.map(({ fault }) => fault).join('\n'));
  return { ...asked, samples, faults };
}

/** A quick run starts only what targets are made from. */
export const chosenVariants = ({ engine, options }: EngineOptions) =>
  variants.filter((variant) => {
    const isNeeded = !options.quick || reads.some((read) => neededOf(variant.name, read.name).size > 0);
    return variant.engine === engine && options.variants.includes(variant.name) && isNeeded;
  });

/** The reads that a server answered as the data says, and no other. */
export const rightReads = (checked: CheckedEngine, variant: Variant) =>
  chosenReads(checked).filter(
    (read) =>
      takesPart(read, variant, checked.options) &&
      !checked.faults.some((fault) => fault.variant === variant.name && fault.read === read.name),
  );

export const chosenReads = ({ options }: EngineOptions) => reads.filter(({ name }) => options.reads.includes(name));

/**
 * A server that keeps answers is asked what it keeps, and the others everything; in a quick run what targets are made
 * from, but the embedded product everything, while Neo4j still loads.
 */
function takesPart(read: Read, variant: Variant, options: BenchOptions): boolean {
  const asked = read.ask[variant.dialect] !== undefined && (variant.cached !== true || read.cached === true);
  return asked && (!options.quick || variant.name === 'product-embedded' || neededOf(variant.name, read.name).size > 0);
}

/** Cursors are the same on both engines, so whichever is loaded first walks. */
let walked: Promise<string | null> | undefined;

async function walk(servers: readonly RunningServer[], data: EvidenceData): Promise<string | null> {
  const product = servers.find(({ variant }) => variant.dialect === 'product');
  return product ? deepCursor(product, data) : null;
}
