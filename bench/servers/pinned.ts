import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const cores = { driver: '0', server: '1' } as const;

/** Whether processes are kept to cores here: it takes `taskset` and two cores. */
export const pins = availableParallelism() > 1 && spawnSync('taskset', ['-c', cores.server, 'true']).status === 0;

/** The command, kept to the core of its part where that can be had. */
export function pinned(part: keyof typeof cores, command: readonly string[]): readonly string[] {
  return pins ? ['taskset', '-c', cores[part], ...command] : command;
}
