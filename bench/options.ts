import { parseArgs } from 'node:util';
import { reads } from './reads/reads.ts';
import { variants, type Engine } from './servers/variant.ts';

export interface BenchOptions {
  readonly rounds: number;
  /** Longest window of a read with weight 1, in seconds; shorter where the time would not do. */
  readonly seconds: number;
  /** After which the bench has to have ended, loading included. */
  readonly minutes: number;
  /** Of the data; 1 is 200,000 nodes. */
  readonly scale: number;
  readonly quick: boolean;
  readonly gate: boolean;
  readonly engines: readonly Engine[];
  /** Start, memory and loading of the product alone. */
  readonly product: boolean;
  /** How fast people's writes are taken. */
  readonly writes: boolean;
  readonly variants: readonly string[];
  readonly reads: readonly string[];
}

export const help = `npm run bench -- [options]

  --quick               a tenth of the data, fewer rounds, within 3 minutes
  --only <part>         embedded, neo4j, product (start, memory and loading of the product alone), or writes
  --variants <names>    ${variants.map(({ name }) => name).join(', ')}
  --reads <names>       ${reads.map(({ name }) => name).join(', ')}
  --rounds <number>     rounds in which the variants take turns (5; quick: 3)
  --seconds <number>    longest window for one variant and read (0.8; quick: 0.3)
  --minutes <number>    when it has to have ended (8; quick: 3)
  --gate                ends with 1 where a floor is missed by more than a tenth
  --help`;

const parts = ['embedded', 'neo4j', 'product', 'writes'];

/** Reads the command line; a wrong word is an error that says what is allowed. */
export function readOptions(words: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...words],
    options: {
      quick: { type: 'boolean', default: false },
      gate: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      only: { type: 'string' },
      variants: { type: 'string' },
      reads: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      minutes: { type: 'string' },
    },
  });
  if (values.help) return undefined;
  const { quick, gate, only } = values;
  if (only !== undefined) allow('--only', [only], parts);
  const every = variants.map(({ name }) => name);
  return {
    quick,
    gate,
    rounds: positive('--rounds', values.rounds, quick ? 3 : 5),
    seconds: positive('--seconds', values.seconds, quick ? 0.3 : 0.8),
    minutes: positive('--minutes', values.minutes, quick ? 3 : 8),
    scale: quick ? 0.1 : 1,
    product: only === 'product',
    writes: only === 'writes',
    engines: (['embedded', 'neo4j'] as const).filter((engine) => only === undefined || only === engine),
    variants: allow('--variants', values.variants?.split(',') ?? every, every),
    reads: allow(
      '--reads',
      values.reads?.split(',') ?? reads.map(({ name }) => name),
      reads.map(({ name }) => name),
    ),
  };
}

function positive(option: string, given: string | undefined, otherwise: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (value > 0) return value;
  throw new Error(`${option} must be a number above 0, got "${given}".`);
}

function allow(option: string, given: readonly string[], allowed: readonly string[]): readonly string[] {
  const wrong = given.filter((word) => !allowed.includes(word));
  if (wrong.length === 0) return given;
  throw new Error(`${option} does not know ${wrong.join(', ')}; it knows ${allowed.join(', ')}.`);
}
