import { setTimeout } from 'node:timers/promises';
import { cpuMicroseconds } from './process-figures.ts';

const [lookSeconds, mostLooks] = [0.5, 20];
/** Of one core. */
const restless = 0.1;

/** Waits for a process to have nothing left to do, some seconds at most: a database goes on compiling what it was asked. */
export async function atRest(pid: number): Promise<void> {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const before = cpuMicroseconds(pid);
    await setTimeout(lookSeconds * 1000);
    if (cpuMicroseconds(pid) - before < restless * lookSeconds * 1e6) return;
  }
}
