import { tellsOf, type Cell, type Counted, type Percentiles } from '../measure/cell.ts';
import { reads } from '../reads/reads.ts';
import { variants, type Engine } from '../servers/variant.ts';
import type { BenchResult } from './result.ts';
import { targetsOf, verdictOf } from './targets.ts';

/** Rows of words; the first is the head. */
export type Table = readonly (readonly string[])[];

export function targetTable(result: BenchResult): Table {
  const rows = targetsOf(result).map((target) => {
    const { name, better, goal, floor, measured } = target;
    const sign = better === 'higher' ? '≥' : '≤';
    const shown = measured === undefined || Number.isNaN(measured) ? '–' : short(measured);
    return [name, `${sign} ${goal}`, `${sign} ${floor}`, shown, verdictOf(target)];
  });
  return [['measure', 'goal', 'floor', 'measured', ''], ...rows];
}

/** One read on one engine, a row for each server. */
export function readTable(result: BenchResult, engine: Engine, read: string): Table {
  const rows = variants
    .filter((variant) => variant.engine === engine)
    .flatMap(({ name, title }) => {
      const cell = result.cells.find(tellsOf(name, read));
      return cell ? [rowOf(title, cell, result.counts.find(tellsOf(name, read)))] : [];
    });
  return [heads, ...rows];
}

/** The reads of the bench that some server of the engine was measured with, with their titles. */
export function measuredReads(result: BenchResult, engine: Engine): readonly (readonly [string, string])[] {
  const names = new Set(variants.filter((variant) => variant.engine === engine).map(({ name }) => name));
  return reads
    .filter(({ name }) => result.cells.some((cell) => cell.read === name && names.has(cell.variant)))
    .map(({ name, title }) => [name, title] as const);
}

const heads = [
  'server',
  'CPU µs',
  'database CPU µs',
  'spread',
  'req/s',
  'req/s per core',
  'p50/p99 ms, 1 conn.',
  'p50/p99 ms, 16 conn. (or fewer)',
  'peak MB',
  'statements',
  'DB hits',
];

function rowOf(title: string, cell: Cell, counted: Counted | undefined): string[] {
  const { serverCpu, databaseCpu, rounds, requestsPerSecond, connections, latency, peakBytes } = cell;
  const spread = (Math.max(...rounds.server) - Math.min(...rounds.server)) / serverCpu;
  return [
    title,
    whole(serverCpu),
    databaseCpu === 0 ? '–' : whole(databaseCpu),
    `${whole(spread * 100)} %`,
    whole(requestsPerSecond),
    whole(1e6 / (serverCpu + databaseCpu)),
    shownLatency(latency.one),
    `${shownLatency(latency.many)}${connections === 16 ? '' : ` (${connections})`}`,
    peakBytes === undefined ? '–' : whole(peakBytes / 2 ** 20),
    counted === undefined ? '–' : whole(counted.statements),
    databaseCpu === 0 || counted === undefined ? '–' : whole(counted.dbHits),
  ];
}

const shownLatency = (latency: Percentiles | undefined) =>
  latency === undefined ? '–' : `${short(latency.p50)} / ${short(latency.p99)}`;
const whole = (value: number) => Math.round(value).toLocaleString('en-GB');
const short = (value: number) => (value >= 100 ? whole(value) : String(Number(value.toPrecision(3))));
