import type { Cell, Counted, Fault } from '../measure/cell.ts';
import type { Growth } from '../measure/growth.ts';
import type { Machine } from './machine.ts';

/** All of one run, as it is kept in `bench/results`. */
export interface BenchResult {
  readonly machine: Machine;
  readonly scale: number;
  readonly rounds: number;
  readonly cells: readonly Cell[];
  readonly counts: readonly Counted[];
  readonly faults: readonly Fault[];
  readonly growth: readonly Growth[];
}
