/** Rows of one statement. */
const rowsOfStatement = 2_000;

/** Gathers items by group and hands over each group as it fills up, in the order in which its items came. */
export class Batches<Item> {
  readonly #hand: (group: string, items: readonly Item[]) => Promise<unknown>;
  readonly #size: number;
  readonly #groups = new Map<string, Item[]>();

  constructor(hand: (group: string, items: readonly Item[]) => Promise<unknown>, size = rowsOfStatement) {
    this.#hand = hand;
    this.#size = size;
  }

  async add(group: string, item: Item): Promise<void> {
    const items = this.#groups.get(group);
    if (!items) this.#groups.set(group, [item]);
    else if (items.push(item) >= this.#size) await this.#give(group);
  }

  /** Hands over what is left. */
  async flush(): Promise<void> {
    for (const group of this.#groups.keys()) await this.#give(group);
  }

  /** Hands over what is left, all groups at once: only where no group waits for what another does. */
  async flushTogether(): Promise<void> {
    await Promise.all([...this.#groups.keys()].map((group) => this.#give(group)));
  }

  async #give(group: string): Promise<void> {
    const items = this.#groups.get(group) ?? [];
    this.#groups.delete(group);
    if (items.length > 0) await this.#hand(group, items);
  }
}
