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
  /** One part by itself, of the product alone; absent for reads beside the peers. */
  readonly part: PartName | undefined;
  readonly variants: readonly string[];
  readonly reads: readonly string[];
}

/** What is measured of the product alone. */
export const parts = {
  product: 'start, memory and loading',
  writes: "how fast people's writes are taken",
  questions: 'chain, grounding, impact and gap map on graphs of two sizes',
  worst: 'requests that cost too much, and who notices',
} as const;

export type PartName = keyof typeof parts;

const isPart = (name: string | undefined): name is PartName => name !== undefined && name in parts;

const engines = ['embedded', 'neo4j'] as const;

export const help = `npm run bench -- [options]

  --quick               a tenth of the data, and only what the targets are made from, within 3 minutes
  --only <part>         ${[...engines, ...Object.entries(parts).map(([name, what]) => `${name} (${what})`)].join(', ')}
  --variants <names>    ${variants.map(({ name }) => name).join(', ')}
  --reads <names>       ${reads.map(({ name }) => name).join(', ')}
  --rounds <number>     rounds in which the variants take turns (5)
  --seconds <number>    longest window for one variant and read (0.8; quick: 0.3)
  --minutes <number>    when it has to have ended (8; quick: 3)
  --gate                ends with 1 where a floor is missed by more than a fifth, five times in a row
  --help`;

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
  if (only !== undefined) allow('--only', [only], [...engines, ...Object.keys(parts)]);
  const every = variants.map(({ name }) => name);
  return {
    quick,
    gate,
    rounds: positive('--rounds', values.rounds, 5),
    seconds: positive('--seconds', values.seconds, quick ? 0.3 : 0.8),
    minutes: positive('--minutes', values.minutes, quick ? 3 : 8),
    scale: quick ? 0.1 : 1,
    part: isPart(only) ? only : undefined,
    engines: engines.filter((engine) => only === undefined || only === engine),
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
