import { Worker } from 'node:worker_threads';

/** How often the thread looks, in milliseconds. */
const interval = 500;

/**
 * Ends the process soon after its parent is gone, also in the midst of a statement or a computation: a thread of its own
 * looks whose child the process is. Nothing that holds the event loop holds that thread.
 */
export function watchParent(): void {
  const parent = process.ppid;
  const watch = `setInterval(() => { if (process.ppid !== ${parent}) process.kill(process.pid, 'SIGKILL'); }, ${interval});`;
  new Worker(watch, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 } }).unref();
}
