import type { Read } from '../reads/read.ts';
import { neededOf } from '../report/targets.ts';
import { startServer, type RunningServer } from '../servers/start-server.ts';
import type { Variant } from '../servers/variant.ts';
import { tallyOf, tallyOption } from '../tally/tally-of.ts';
import { askOnce } from './ask-once.ts';
import type { Counted } from './cell.ts';
import { chosenVariants, rightReads, type CheckedEngine } from './check-engine.ts';
import { bodiesOf } from './samples.ts';

/** Counts what each read takes of the store, on servers of its own: counting makes them slower. */
export async function countEngine(checked: CheckedEngine): Promise<readonly Counted[]> {
  const counts: Counted[] = [];
  for (const variant of chosenVariants(checked)) {
    const counted = rightReads(checked, variant).filter((read) => isCounted(variant, read, checked));
    if (counted.length === 0) continue;
    const server = await startServer(variant, checked.opened.place, { nodeOptions: [tallyOption] });
    try {
      // What a server does once does not count.
      for (const read of counted.slice(0, 1)) await countRead(server, read, checked);
      for (const read of counted) counts.push(await countRead(server, read, checked));
    } finally {
      await server.stop();
    }
  }
  return counts;
}

/** In a quick run only for targets: they ask how many statements any read of the product takes. */
const isCounted = ({ name, dialect }: Variant, read: Read, { options }: CheckedEngine) =>
  !options.quick || dialect === 'product' || neededOf(name, read.name).has('counted');

async function countRead(server: RunningServer, read: Read, { samples }: CheckedEngine): Promise<Counted> {
  const [body = ''] = bodiesOf(read, server.variant, samples);
  await tallyOf(server);
  await askOnce(server, body);
  return { variant: server.variant.name, read: read.name, ...(await tallyOf(server)) };
}
