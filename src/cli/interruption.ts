import { DomainError } from '../domain/errors.ts';

const signals = ['SIGTERM', 'SIGINT'] as const;

/**
 * Runs work that clears up after itself where the process is asked to end: it hears of it by the signal, and the process
 * ends once the work did, with a message that says what is left (`whatIsLeft`). A second request ends it at once. Work that
 * was done before it heard of the request is done.
 */
export async function interruptible<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  whatIsLeft: () => string,
): Promise<Value> {
  const controller = new AbortController();
  let received = '';
  const stop = (signal: NodeJS.Signals) => {
    received = signal;
    controller.abort();
  };
  for (const signal of signals) process.once(signal, stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (!(controller.signal.aborted && error instanceof DomainError && error.code === 'CANCELLED')) throw error;
    throw new DomainError('CANCELLED', `Stopped by ${received}: ${whatIsLeft()}`, { cause: error });
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
