const signals = ['SIGTERM', 'SIGINT'] as const;

/**
 * Runs work that clears up after itself where the process is asked to end: it hears of it by the signal, and the process
 * ends once the work did. A second request ends it at once.
 */
export async function interruptible<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of signals) process.once(signal, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
