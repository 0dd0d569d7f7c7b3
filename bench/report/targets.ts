import type { Cell } from '../measure/cell.ts';
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

type Find = (variant: string, read: string) => Cell | undefined;

/** A missed floor counts from a fifth beyond it: on a shared machine rounds of one run are that far apart, and more. */
const noise = 0.2;

export function targetsOf(result: BenchResult): readonly Target[] {
  return targetsFrom(result, (variant, read) =>
    result.cells.find((cell) => cell.variant === variant && cell.read === read),
  );
}

/** Whether some target is made from what a variant takes for a read. */
export function needsCell(variant: string, read: string): boolean {
  neededCells ??= cellsLookedAt();
  return neededCells.has(`${variant} ${read}`);
}

let neededCells: ReadonlySet<string> | undefined;

function cellsLookedAt(): ReadonlySet<string> {
  const looked = new Set<string>();
  targetsFrom({ cells: [], growth: [] }, (variant, read) => {
    looked.add(`${variant} ${read}`);
    return undefined;
  });
  return looked;
}

type Measured = Pick<BenchResult, 'cells' | 'growth'>;

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

const server = (cell: Cell | undefined) => cell?.serverCpu;
const all = (cell: Cell | undefined) => cell && cell.serverCpu + cell.databaseCpu;

/** The quotient, where both are known. */
function ratio(over: number | undefined, under: number | undefined): number | undefined {
  return over === undefined || under === undefined ? undefined : over / under;
}

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

function costs(find: Find): Target[] {
  const of = (variant: string) => find(variant, 'chain');
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

function statements({ cells }: Measured): Target[] {
  const counted = cells
    .filter(({ variant }) => ['product-embedded', 'product-neo4j'].includes(variant))
    .flatMap(({ statements: count }) => count ?? []);
  return [
    atMost('most statements for a read operation', [1, 1], counted.length > 0 ? Math.max(...counted) : undefined),
  ];
}

function hubs(find: Find): Target[] {
  const pages = ['hub-first', 'hub-deep'] as const;
  const hits = (variant: string) => pages.map((read) => find(variant, read)?.dbHits ?? NaN);
  // Sorted connections of @neo4j/graphql run out of transaction memory deep in a hub: its first page stands for both.
  const peerHits = find('neo4j-graphql-connections', 'hub-first')?.dbHits;
  const time = (engine: string) =>
    pages.map(
      (read) => ratio(all(find(`product-${engine}`, read)), all(find(`product-${engine}`, 'ten-edges'))) ?? NaN,
    );
  return [
    atMost('hub page, Neo4j: DB hits', [30, 60], Math.max(...hits('product-neo4j'))),
    atLeast(
      'first hub page, Neo4j: times fewer DB hits than @neo4j/graphql',
      [100, 100],
      ratio(peerHits, Math.max(...hits('product-neo4j'))),
    ),
    atMost(
      'hub page, embedded: CPU of the same page of a node with ten edges',
      [1.5, 2],
      Math.max(...time('embedded')),
    ),
    atMost('hub page, Neo4j: CPU of the same page of a node with ten edges', [1.5, 2], Math.max(...time('neo4j'))),
  ];
}

function repetition(find: Find): Target[] {
  const repeated = (engine: string) =>
    ratio(all(find(`apollo-${engine}`, 'repeated')), all(find(`product-cache-${engine}`, 'repeated')));
  return [
    atLeast('repeated read, embedded: less CPU than Apollo + DataLoader', [15, 10], repeated('embedded')),
    atLeast('repeated read, Neo4j: less CPU than Apollo + DataLoader', [15, 10], repeated('neo4j')),
  ];
}

/** What a text adds that was never seen, against what graphql-js alone adds to a handler that knows no GraphQL. */
function newTexts(find: Find): Target[] {
  const added = (cold: string, known: string) => {
    const [more, less] = [server(find(cold, 'cold')), server(find(known, 'known'))];
    return more === undefined || less === undefined ? undefined : more - less;
  };
  return [
    atMost(
      'new text, embedded: what it adds, of parse + validate alone',
      [1.3, 1.5],
      ratio(added('product-embedded', 'product-embedded'), added('validating-embedded', 'handwritten-embedded')),
    ),
  ];
}

function growth({ growth: growths }: Measured): Target[] {
  return growths.map(({ read, cpu }) => {
    const values = Object.values(cpu);
    return atMost(
      `growth from ${Object.keys(cpu).join(' to ')} nodes: ${read}`,
      [1.3, 1.6],
      ratio(values.at(-1), values[0]),
    );
  });
}

function memory(find: Find): Target[] {
  return ['embedded', 'neo4j'].map((engine) =>
    atMost(
      `peak memory under 16 connections, ${engine}: of Apollo + DataLoader`,
      [1, 1.2],
      ratio(find(`product-${engine}`, 'chain')?.peakBytes, find(`apollo-${engine}`, 'chain')?.peakBytes),
    ),
  );
}
