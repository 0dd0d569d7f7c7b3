import { abortError } from './errors.ts';

/** Ends work that nobody waits for any more. */
export function assertNotAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError(signal);
}
