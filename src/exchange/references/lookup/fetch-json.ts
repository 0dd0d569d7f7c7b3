import { textWithin } from '../../../support/text-within.ts';

export type Fetch = typeof globalThis.fetch;

export type Fetched =
  | { readonly outcome: 'ANSWERED'; readonly data: unknown }
  | { readonly outcome: 'ABSENT' }
  | { readonly outcome: 'FAILED'; readonly reason: string };

export interface FetchOptions {
  readonly fetch: Fetch;
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
}

const largestAnswer = 1024 * 1024;
const usualTimeout = 5_000;

/** JSON from an address of ours: in bounded time and size, without following anybody elsewhere. */
export async function fetchJson(address: string, options: FetchOptions): Promise<Fetched> {
  const { fetch, timeout = usualTimeout, signal } = options;
  const deadline = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(address, {
      headers: {
        accept: 'application/json',
        'user-agent': 'evidence-graph (reference look-up, one request for each question)',
      },
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    if (response.ok) return await jsonOf(response);
    await response.body?.cancel();
    return response.status === 404 ? { outcome: 'ABSENT' } : failed(`it answered with status ${response.status}`);
  } catch {
    // Whoever asked is gone; the registry did nothing wrong.
    signal?.throwIfAborted();
    return failed(deadline.aborted ? `it did not answer within ${timeout / 1_000} s` : 'it cannot be reached');
  }
}

async function jsonOf(response: Response): Promise<Fetched> {
  const text = await textWithin(response, largestAnswer);
  if (text === undefined) return failed(`it answered with more than ${largestAnswer / 1024 / 1024} MiB`);
  try {
    return { outcome: 'ANSWERED', data: JSON.parse(text) };
  } catch {
    return failed('it answered with what is not JSON');
  }
}

const failed = (reason: string): Fetched => ({ outcome: 'FAILED', reason });
