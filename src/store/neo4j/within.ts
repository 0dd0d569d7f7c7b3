import { abortError } from '../../domain/errors.ts';
import { driverFailure, silence } from './errors.ts';

interface Limits {
  /** Milliseconds. */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What is thrown where the limit has passed. */
  readonly late?: () => Error;
}

/** What the driver gives, in time; whatever it throws is known afterwards as a failure of the driver. */
export function within<Value>(work: Promise<Value>, { limit, signal, late = silence }: Limits): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = limit === undefined ? undefined : setTimeout(() => settle(() => reject(late())), Math.max(0, limit));
    const abort = () => settle(() => reject(signal ? abortError(signal) : late()));
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      outcome();
    };
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    work.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(driverFailure(error))),
    );
  });
}
