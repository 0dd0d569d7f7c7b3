import { abortError } from '../domain/errors.ts';

/** Hands over pages until the signal fires. */
export async function* watched<Page>(
  pages: AsyncIterable<Page>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Page> {
  for await (const page of pages) {
    if (signal?.aborted) throw abortError(signal);
    yield page;
  }
}
