import type { Tally } from '../tally/tally-hook.ts';

/** What was measured of one server with one read. Times of the processor are microseconds for one request. */
export interface Cell {
  readonly variant: string;
  readonly read: string;
  readonly serverCpu: number;
  /** Of the database's own process; 0 where the server is the database. */
  readonly databaseCpu: number;
  /** In each round: how far they lie apart says how far to trust the rest. */
  readonly rounds: Rounds;
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** Used at once: 16, or fewer where their answers would take longer than a window. */
  readonly connections: number;
  /** Milliseconds, with one connection where that was asked for, and with all. */
  readonly latency: {
    readonly one?: Percentiles;
    readonly many: Percentiles;
  };
  /** Of the chain only. */
  readonly peakBytes?: number;
}

/** What one request of a read takes of a server's store. */
export interface Counted extends Tally {
  readonly variant: string;
  readonly read: string;
}

/** Whether something tells of one server with one read. */
export const tellsOf = (variant: string, read: string) => (each: Pick<Cell, 'variant' | 'read'>) =>
  each.variant === variant && each.read === read;

/** Processor time of one request in each round, in microseconds; all servers of a read take turns in each. */
export interface Rounds {
  readonly server: readonly number[];
  readonly database: readonly number[];
}

/** A server that answered a read otherwise than the data, or not at all. */
export interface Fault {
  readonly variant: string;
  readonly read: string;
  readonly fault: string;
}

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

export function percentilesOf(milliseconds: readonly number[]): Percentiles {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
