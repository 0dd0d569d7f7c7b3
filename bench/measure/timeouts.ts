import type { BenchOptions } from '../options.ts';
import type { Engine } from '../servers/variant.ts';

/** Seconds at most: of warming a server, and of the load before its memory is weighed. */
const timeouts = {
  quick: { embedded: { warm: 5, load: 15 }, neo4j: { warm: 7, load: 8 } },
  full: { embedded: { warm: 10, load: 30 }, neo4j: { warm: 10, load: 15 } },
} as const;

export const timeoutsOf = ({ quick }: BenchOptions, engine: Engine) => timeouts[quick ? 'quick' : 'full'][engine];
