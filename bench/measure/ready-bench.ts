import { EvidenceData } from '../graph/evidence-data.ts';
import type { BenchOptions } from '../options.ts';
import { installPeers } from '../peers-installed.ts';
import type { Engine } from '../servers/variant.ts';
import { allOf } from './all-of.ts';
import { atRest } from './at-rest.ts';
import { openEngine } from './engine-place.ts';
import { startServers, stopServers } from '../servers/start-servers.ts';
import { loadGrowing, startGrowth, type RunningGrowth } from './growth.ts';
import { checkEngine, chosenVariants, type CheckedEngine } from './check-engine.ts';
import { RunningEngine } from './running-engine.ts';

/** All that a bench measures: it runs, its answers are right, and it is as warm as the wait for the slowest part made it. */
export interface ReadyBench {
  readonly engines: readonly { readonly checked: CheckedEngine; readonly running: RunningEngine }[];
  readonly growth: RunningGrowth | undefined;
  stop(): Promise<void>;
}

/** Installs, loads, checks and starts, side by side as far as it goes: it is the longest part of a bench. */
export async function readyBench(options: BenchOptions): Promise<ReadyBench> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of stops.toReversed()) await each();
  };
  const data = new EvidenceData(options.scale);
  let unchecked = options.engines.length;
  let growth: RunningGrowth | undefined;
  const peers = installPeers();
  // It is awaited where it counts; until then nobody listens.
  peers.catch(() => undefined);
  const readyEngine = async (engine: Engine) => {
    const opened = await openEngine(engine, data);
    stops.push(() => opened.close());
    // Neo4j takes longer to load: in the meantime.
    if (engine === 'embedded') await loadGrowing(data);
    await peers;
    const asked = { engine, opened, data, options };
    const { place } = opened;
    const starting = startServers(chosenVariants(asked).map((variant) => ({ variant, place })));
    stops.push(() => starting.then(stopServers, () => undefined));
    // A check keeps one core busy.
    const [checked, servers] = await allOf(checkEngine(asked), starting);
    const running = new RunningEngine(checked, servers);
    stops.push(async () => running.stop());
    unchecked -= 1;
    const waits = () => unchecked > 0;
    await running.warm(waits);
    if (engine === 'embedded') {
      const growing = await startGrowth(options);
      stops.push(() => growing.stop());
      await growing.warm(waits);
      growth = growing;
    }
    return { checked, running };
  };
  try {
    const engines = await allOf(...options.engines.map(readyEngine));
    for (const { checked } of engines) if (checked.opened.databasePid) await atRest(checked.opened.databasePid);
    return { engines, growth, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
