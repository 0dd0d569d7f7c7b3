import { median, tellsOf, type Cell, type Counted } from '../measure/cell.ts';
import type { BenchResult } from './result.ts';

/** One line of the table of targets. */
export interface Target {
  readonly name: string;
  readonly better: 'higher' | 'lower';
  readonly goal: number;
  readonly floor: number;
  /** Undefined where the run left out what it is made of. */
  readonly measured: number | undefined;
}

/** By variant and read. */
interface Find {
  readonly timed: (variant: string, read: string) => Pick<Cell, 'rounds'> | undefined;
  readonly counted: (variant: string, read: string) => Pick<Counted, 'dbHits'> | undefined;
  readonly weighed: (variant: string, read: string) => Pick<Cell, 'peakBytes'> | undefined;
}

/** A missed floor counts from a fifth beyond it: on a shared machine rounds of one run are that far apart, and more. */
const noise = 0.2;

export function targetsOf(result: BenchResult): readonly Target[] {
  const measured = (variant: string, read: string) => result.cells.find(tellsOf(variant, read));
  const counted = (variant: string, read: string) => result.counts.find(tellsOf(variant, read));
  return targetsFrom(result, { timed: measured, counted, weighed: measured });
}

/** What targets are made from, of what a variant takes for a read. */
export const neededOf = (variant: string, read: string): ReadonlySet<keyof Find> =>
  (needed ??= cellsLookedAt()).get(`${variant} ${read}`) ?? new Set();

let needed: ReturnType<typeof cellsLookedAt> | undefined;

function cellsLookedAt(): ReadonlyMap<string, ReadonlySet<keyof Find>> {
  const looked = new Map<string, Set<keyof Find>>();
  const noting = (what: keyof Find) => (variant: string, read: string) => {
    const name = `${variant} ${read}`;
    looked.set(name, (looked.get(name) ?? new Set()).add(what));
    return undefined;
  };
  const find = { timed: noting('timed'), counted: noting('counted'), weighed: noting('weighed') };
  targetsFrom({ counts: [], growth: [] }, find);
  return looked;
}

type Measured = Pick<BenchResult, 'counts' | 'growth'>;

function targetsFrom(result: Measured, find: Find): readonly Target[] {
  return [
    ...costs(find),
    ...statements(result),
    ...hubs(find),
    ...repetition(find),
    ...newTexts(find),
    ...growth(result),
    ...memory(find),
  ];
}

export type Verdict = 'goal met' | 'floor met' | 'missed' | 'not measured';

export function verdictOf({ better, goal, floor, measured }: Target): Verdict {
  if (measured === undefined || Number.isNaN(measured)) return 'not measured';
  const reaches = (limit: number) => (better === 'higher' ? measured >= limit : measured <= limit);
  if (reaches(goal)) return 'goal met';
  return reaches(floor) ? 'floor met' : 'missed';
}

/** Whether the target is missed by more than noise explains. */
export function isClearlyMissed(target: Target): boolean {
  const { better, floor, measured } = target;
  if (measured === undefined || Number.isNaN(measured)) return false;
  return better === 'higher' ? measured < floor * (1 - noise) : measured > floor * (1 + noise);
}

/** Of each round. */
const server = (cell: Pick<Cell, 'rounds'> | undefined) => cell?.rounds.server;
const all = (cell: Pick<Cell, 'rounds'> | undefined) =>
  cell?.rounds.server.map((microseconds, round) => microseconds + (cell.rounds.database[round] ?? 0));

/**
 * The median of what the rounds give, where both are known: in a round all servers take turns, so what slows the machine
 * for seconds slows both sides of a ratio.
 */
function byRounds(
  one: readonly number[] | undefined,
  other: readonly number[] | undefined,
  combine: (one: number, other: number) => number,
): number | undefined {
  if (one === undefined || other === undefined) return undefined;
  return median(one.map((value, round) => combine(value, other[round] ?? NaN)));
}

const ratio = (over: readonly number[] | undefined, under: readonly number[] | undefined) =>
  byRounds(over, under, (one, other) => one / other);

/** The quotient, where both are known. */
const quotient = (over: number | undefined, under: number | undefined) =>
  over === undefined || under === undefined ? undefined : over / under;

const atLeast = (name: string, [goal, floor]: readonly [number, number], measured: number | undefined): Target => ({
  name,
  better: 'higher',
  goal,
  floor,
  measured,
});
const atMost = (name: string, [goal, floor]: readonly [number, number], measured: number | undefined): Target => ({
  name,
  better: 'lower',
  goal,
  floor,
  measured,
});

function costs({ timed }: Find): Target[] {
  const of = (variant: string) => timed(variant, 'chain');
  const [embedded, neo4j] = [of('product-embedded'), of('product-neo4j')];
  return [
    atLeast(
      'chain, embedded: less CPU than Apollo + DataLoader',
      [4, 3],
      ratio(server(of('apollo-embedded')), server(embedded)),
    ),
    atMost(
      'chain, embedded: CPU of the hand-written handler',
      [1.25, 1.5],
      ratio(server(embedded), server(of('handwritten-embedded'))),
    ),
    atLeast(
      'chain, Neo4j: less CPU (Node + JVM) than Apollo + DataLoader',
      [3.5, 3],
      ratio(all(of('apollo-neo4j')), all(neo4j)),
    ),
    atLeast(
      'chain, Neo4j: less CPU than @neo4j/graphql list fields',
      [2, 1.6],
      ratio(all(of('neo4j-graphql-lists')), all(neo4j)),
    ),
    atLeast(
      'chain, Neo4j: less CPU than @neo4j/graphql sorted connections',
      [3.5, 3],
      ratio(all(of('neo4j-graphql-connections')), all(neo4j)),
    ),
    atMost(
      'chain, Neo4j: Node CPU of the hand-written handler',
      [1.25, 1.4],
      ratio(server(neo4j), server(of('handwritten-neo4j'))),
    ),
  ];
}

function statements({ counts }: Measured): Target[] {
  const counted = counts
    .filter(({ variant }) => ['product-embedded', 'product-neo4j'].includes(variant))
    .map(({ statements: count }) => count);
  return [
    atMost('most statements for a read operation', [1, 1], counted.length > 0 ? Math.max(...counted) : undefined),
  ];
}

function hubs({ timed, counted }: Find): Target[] {
  const pages = ['hub-first', 'hub-deep'] as const;
  const hits = (variant: string) => pages.map((read) => counted(variant, read)?.dbHits ?? NaN);
  // Sorted connections of @neo4j/graphql run out of transaction memory deep in a hub: its first page stands for both.
  const peerHits = counted('neo4j-graphql-connections', 'hub-first')?.dbHits;
  const time = (engine: string) =>
    pages.map(
      (read) => ratio(all(timed(`product-${engine}`, read)), all(timed(`product-${engine}`, 'ten-edges'))) ?? NaN,
    );
  return [
    atMost('hub page, Neo4j: DB hits', [30, 60], Math.max(...hits('product-neo4j'))),
    atLeast(
      'first hub page, Neo4j: times fewer DB hits than @neo4j/graphql',
      [100, 100],
      quotient(peerHits, Math.max(...hits('product-neo4j'))),
    ),
    atMost(
      'hub page, embedded: CPU of the same page of a node with ten edges',
      [1.5, 2],
      Math.max(...time('embedded')),
    ),
    atMost('hub page, Neo4j: CPU of the same page of a node with ten edges', [1.5, 2], Math.max(...time('neo4j'))),
  ];
}

function repetition({ timed }: Find): Target[] {
  const repeated = (engine: string) =>
    ratio(all(timed(`apollo-${engine}`, 'repeated')), all(timed(`product-cache-${engine}`, 'repeated')));
  return [
    atLeast('repeated read, embedded: less CPU than Apollo + DataLoader', [15, 10], repeated('embedded')),
    atLeast('repeated read, Neo4j: less CPU than Apollo + DataLoader', [15, 10], repeated('neo4j')),
  ];
}

/** What a text adds that was never seen, against what graphql-js alone adds to a handler that knows no GraphQL. */
function newTexts({ timed }: Find): Target[] {
  const added = (cold: string, known: string) =>
    byRounds(server(timed(cold, 'cold')), server(timed(known, 'known')), (more, less) => more - less);
  return [
    atMost(
      'new text, embedded: what it adds, of parse + validate alone',
      [2, 2.5],
      quotient(added('product-embedded', 'product-embedded'), added('validating-embedded', 'handwritten-embedded')),
    ),
  ];
}

function growth({ growth: growths }: Measured): Target[] {
  return growths.map(({ read, graphs }) =>
    atMost(
      `growth from ${graphs.map(({ nodes }) => nodes).join(' to ')} nodes: ${read}`,
      [1.3, 1.6],
      ratio(graphs.at(-1)?.rounds, graphs[0]?.rounds),
    ),
  );
}

function memory({ weighed }: Find): Target[] {
  return ['embedded', 'neo4j'].map((engine) =>
    atMost(
      `peak memory under 16 connections, ${engine}: of Apollo + DataLoader`,
      [1, 1.2],
      quotient(weighed(`product-${engine}`, 'chain')?.peakBytes, weighed(`apollo-${engine}`, 'chain')?.peakBytes),
    ),
  );
}
