import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/*
 * What the system tells about another process; on systems without `/proc` there is nothing to read, and the bench says
 * so instead of guessing.
 */

/** Clock ticks in a second, in which `/proc/<pid>/stat` counts. */
const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).trim());

/** Processor time that a process has used so far, all threads, in microseconds. */
export function cpuMicroseconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the process stands in parentheses and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / ticks) * 1e6;
}

/**
 * The same to the nanosecond, for a process whose threads live as long as it does, which is so with Node: ticks of ten
 * milliseconds are too coarse for a window of cheap requests. A thread that ends takes its time with it.
 */
export function cpuMicrosecondsOfThreads(pid: number): number {
  const times = readdirSync(`/proc/${pid}/task`).map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)[0]),
  );
  return times.reduce((sum, time) => sum + time, 0) / 1000;
}

/** Largest resident memory, in bytes, since the start or since {@link forgetPeak}. */
export const peakBytes = (pid: number) => statusBytes(pid, 'VmHWM');

export const residentBytes = (pid: number) => statusBytes(pid, 'VmRSS');

function statusBytes(pid: number, name: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'mu').exec(status)?.[1]) * 1024;
}

/** The peak counts anew from here, so that what starting cost is not in it. */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
