import { LRUCache } from 'lru-cache';
import type { ReadPlan } from '../store/read-plan.ts';
import type { Found } from '../store/read-work.ts';
import type { EvidenceStore } from './evidence-store.ts';

/** Nodes are counted up to this number: more are too many to be ranked while others wait. */
const mostCounted = 2_000;
/** Words whose numbers are kept, and for how long, in milliseconds. */
const [mostKept, longestKept] = [5_000, 60_000];

/**
 * How many nodes the searches of a plan find. By the counts of the store a search may look at the whole index; most
 * searches find a handful, and to count these takes a few microseconds, once for the same words.
 */
export class SearchSizes {
  readonly #store: Pick<EvidenceStore, 'found'>;
  readonly #known = new LRUCache<string, number>({ max: mostKept, ttl: longestKept });

  constructor(store: Pick<EvidenceStore, 'found'>) {
    this.#store = store;
  }

  async by({ roots }: ReadPlan): Promise<Found> {
    const found = new Map<string, number>();
    for (const root of Object.values(roots))
      if (root.by === 'search') found.set(keyOf(root.words), await this.#of(root.words));
    return (words) => {
      const count = found.get(keyOf(words));
      return count === mostCounted ? undefined : count;
    };
  }

  async #of(words: readonly string[]): Promise<number> {
    const key = keyOf(words);
    const known = this.#known.get(key) ?? (await this.#store.found(words, mostCounted));
    this.#known.set(key, known);
    return known;
  }
}

const keyOf = (words: readonly string[]) => words.join(' ');
