import { changeSetOf, changeSetsOf } from '../graph/change-set-of.ts';
import { EvidenceData } from '../graph/evidence-data.ts';
import { peakBytes } from '../measure/process-figures.ts';
import { openBuiltStore } from './built-store.ts';

/*
 * A process of its own that loads the graph of a scale into the store that the environment names, so that its peak
 * memory is that of loading. Prints one line of JSON.
 */

const [scale, least] = process.argv.slice(2).map(Number);
const data = new EvidenceData(scale ?? 1);
const named = ['DATA_DIR', 'NEO4J_URI'].flatMap((name) => {
  const value = process.env[name];
  return value === undefined ? [] : [[name, value] as const];
});
const store = await openBuiltStore(Object.fromEntries(named));
const started = performance.now();
let edges = 0;
const changeSets = least === undefined ? [changeSetOf(data)] : changeSetsOf(data, least);
for (const changes of changeSets) await store.write({ ...changes, edges: counted(changes.edges) });
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage();
const cpuSeconds = (user + system) / 1e6;
await store.close();
process.stdout.write(`${JSON.stringify({ seconds, edges, peakBytes: peakBytes(process.pid), cpuSeconds })}\n`);

function* counted<Item>(items: Iterable<Item>): Iterable<Item> {
  for (const item of items) {
    edges += 1;
    yield item;
  }
}
