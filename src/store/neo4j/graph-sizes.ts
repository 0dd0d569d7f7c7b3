import type { Model } from '../../domain/model.ts';
import { FilterSizes } from '../filter-sizes.ts';
import type { StoreCounts } from '../store.ts';
import { unknownSizes } from './statement.ts';

/** How long counts are taken for true, in milliseconds. */
const longestKept = 10_000;

/**
 * The sizes that filters are compiled by. They only choose the way, so nobody waits for them: old ones are used while new
 * ones are counted. They are the same object until the graph has changed much.
 */
export class GraphSizes {
  readonly #count: () => Promise<StoreCounts>;
  readonly #model: Model;
  #sizes: FilterSizes;
  #magnitudes = '';
  #countedAt = -Infinity;

  constructor(model: Model, count: () => Promise<StoreCounts>) {
    this.#model = model;
    this.#count = count;
    this.#sizes = unknownSizes(model);
  }

  /** What was counted last; until then, all sizes are zero. */
  get last(): FilterSizes {
    return this.#sizes;
  }

  /** Counts again where that is due. */
  refresh(): void {
    if (performance.now() - this.#countedAt < longestKept) return;
    this.#countedAt = performance.now();
    // Where the database does not answer, whoever reads will hear of it.
    this.#count().then(
      (counts) => this.#keep(counts),
      () => undefined,
    );
  }

  #keep(counts: StoreCounts): void {
    const all = [...Object.values(counts.nodes), ...Object.values(counts.edges)];
    const magnitudes = all.map((count) => Math.round(Math.log2(count + 1))).join(' ');
    if (magnitudes === this.#magnitudes) return;
    this.#magnitudes = magnitudes;
    this.#sizes = new FilterSizes(this.#model, counts);
  }
}
