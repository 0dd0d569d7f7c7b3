import type { StoreCounts } from '../store.ts';

/** How long counts are taken for true, in milliseconds. */
const longestKept = 10_000;

/** Counts that take long, kept for a while: whoever predicts what a request costs asks for them again and again. */
export class RecentCounts {
  readonly #count: () => Promise<StoreCounts>;
  #counts: Promise<StoreCounts> | undefined;
  #countedAt = -Infinity;

  constructor(count: () => Promise<StoreCounts>) {
    this.#count = count;
  }

  get(): Promise<StoreCounts> {
    if (this.#counts && performance.now() - this.#countedAt < longestKept) return this.#counts;
    this.#countedAt = performance.now();
    const counts = this.#count();
    this.#counts = counts;
    counts.catch(() => {
      if (this.#counts === counts) this.#counts = undefined;
    });
    return counts;
  }
}
