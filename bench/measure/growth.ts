import { EvidenceData } from '../graph/evidence-data.ts';
import type { BenchOptions } from '../options.ts';
import { chain } from '../reads/chain.ts';
import type { Read } from '../reads/read.ts';
import { firstPage, rareWordSearch } from '../reads/small.ts';
import { tell } from '../report/progress.ts';
import { startServers, stopServers } from '../servers/start-servers.ts';
import { variants } from '../servers/variant.ts';
import { startDriver } from './drive.ts';
import { openEngine } from './engine-place.ts';
import { measureReads, warmReads, type Entrant } from './measure-read.ts';
import { timeoutsOf } from './timeouts.ts';
import { bodiesOf } from './samples.ts';

/** What one read costs the product on graphs of growing size, embedded; the smallest graph first. */
export interface Growth {
  readonly read: string;
  readonly graphs: readonly {
    readonly nodes: number;
    /** Processor time of one request in microseconds: the median of the rounds, and each. */
    readonly cpu: number;
    readonly rounds: readonly number[];
  }[];
}

/** One server for each graph, running; they stay warm from one measurement to the next. */
export interface RunningGrowth {
  /** Warms for as long as there is time, or until all are warm. */
  warm(goesOn: () => boolean): Promise<void>;
  measure(): Promise<readonly Growth[]>;
  stop(): Promise<void>;
}

/** Scales of 2,000, 20,000 and 200,000 nodes, up to that of the bench itself. */
const scales = [0.01, 0.1, 1];
const nodesAtScale = 200_000;
/** Of a window: of the chain, from which most is seen, and of the others. */
const secondsOf = { chain: 0.35, other: 0.2 } as const;

const scalesUpTo = (most: number) => scales.filter((scale) => scale <= most);

/** Loads the smaller graphs. */
export async function loadGrowing({ scale }: EvidenceData): Promise<void> {
  for (const smaller of scalesUpTo(scale)) await (await openEngine('embedded', new EvidenceData(smaller))).close();
}

export async function startGrowth(options: BenchOptions): Promise<RunningGrowth> {
  const { scale, rounds } = options;
  const product = variants.find(({ name }) => name === 'product-embedded');
  if (!product) throw new Error('There is no product among the variants.');
  const graphs = scalesUpTo(scale).map((each) => new EvidenceData(each));
  const places = await Promise.all(graphs.map((data) => openEngine('embedded', data)));
  const servers = await startServers(places.map(({ place }) => ({ variant: product, place })));
  const driver = startDriver();
  const driving = { driver, databasePid: undefined };
  const entrantsOf = (read: Read): readonly Entrant[] =>
    servers.map((server, index) => ({
      read,
      server,
      share: 1,
      warmSeconds: timeoutsOf(options, 'embedded').warm,
      loadSeconds: 0,
      bodies: () =>
        bodiesOf(read, product, { data: graphs[index] ?? new EvidenceData(scale), count: 200, cursor: null }),
    }));
  return {
    warm: (goesOn) => warmReads(entrantsOf(chain), driving, goesOn),
    async measure() {
      const growths: Growth[] = [];
      for (const read of [chain, rareWordSearch, firstPage]) {
        // All of them get the same.
        const seconds = secondsOf[read === chain ? 'chain' : 'other'] / read.weight;
        const cells = await measureReads(entrantsOf(read), {
          ...driving,
          rounds,
          seconds: () => seconds,
          alone: false,
        });
        const measured = cells.map((cell, index) => ({
          nodes: (graphs[index]?.scale ?? 0) * nodesAtScale,
          cpu: cell.serverCpu,
          rounds: cell.rounds.server,
        }));
        growths.push({ read: read.name, graphs: measured });
        tell(`growth: ${read.name}  ${measured.map(({ cpu }) => `${Math.round(cpu)} µs`).join(', ')}`);
      }
      return growths;
    },
    async stop() {
      driver.stop();
      await stopServers(servers);
    },
  };
}
