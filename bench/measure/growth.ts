import { EvidenceData } from '../graph/evidence-data.ts';
import type { BenchOptions } from '../options.ts';
import { chain } from '../reads/chain.ts';
import { firstPage, rareWordSearch } from '../reads/small.ts';
import { tell } from '../report/progress.ts';
import { startServer, type RunningServer } from '../servers/start-server.ts';
import { variants } from '../servers/variant.ts';
import { startDriver } from './drive.ts';
import { openEngine } from './engine-place.ts';
import { measureReads } from './measure-read.ts';
import { bodiesOf } from './samples.ts';

/** What one read costs the product on graphs of growing size, embedded. */
export interface Growth {
  readonly read: string;
  /** Processor time of one request in microseconds, by number of nodes, smallest graph first. */
  readonly cpu: Readonly<Record<string, number>>;
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

export async function measureGrowth({ scale, rounds }: BenchOptions): Promise<Growth[]> {
  const product = variants.find(({ name }) => name === 'product-embedded');
  if (!product) throw new Error('There is no product among the variants.');
  const graphs = scalesUpTo(scale).map((candidate) => new EvidenceData(candidate));
  const driver = startDriver();
  const servers: RunningServer[] = [];
  try {
    for (const data of graphs) servers.push(await startServer(product, (await openEngine('embedded', data)).place));
    const growths: Growth[] = [];
    for (const read of [chain, rareWordSearch, firstPage]) {
      const entrants = servers.map((server, index) => {
        const data = graphs[index] ?? new EvidenceData(scale);
        return {
          read,
          server,
          share: 1,
          bodies: () => bodiesOf(read, product, { data, count: 200, cursor: null }),
        };
      });
      const cells = await measureReads(entrants, {
        driver,
        rounds,
        // All of them get the same.
        seconds: secondsOf[read === chain ? 'chain' : 'other'] / read.weight,
        databasePid: undefined,
        memory: false,
      });
      const cpu = cells.map(({ serverCpu }, index) => [String((graphs[index]?.scale ?? 0) * nodesAtScale), serverCpu]);
      growths.push({ read: read.name, cpu: Object.fromEntries(cpu) as Record<string, number> });
      tell(`growth: ${read.name}  ${cells.map(({ serverCpu }) => `${Math.round(serverCpu)} µs`).join(', ')}`);
    }
    return growths;
  } finally {
    driver.stop();
    await Promise.all(servers.map((server) => server.stop()));
  }
}
