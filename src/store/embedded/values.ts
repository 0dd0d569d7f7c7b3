import { BoundValues } from '../read/bound-values.ts';

/** The values of one statement, numbered as they are added, so that their place in the text does not matter. */
export class Values extends BoundValues {
  readonly #sets = new Map<string, string>();

  constructor() {
    super((place) => `?${place + 1}`);
  }

  /** The name of a set that a query of one column, `seq`, finds once for the whole statement, however often it is named. */
  set(query: string): string {
    const known = this.#sets.get(query);
    if (known !== undefined) return known;
    const name = `s${this.#sets.size}`;
    this.#sets.set(query, name);
    return name;
  }

  /** The sets as table expressions, each before those that name it. */
  get sets(): readonly string[] {
    return [...this.#sets].map(([query, name]) => `${name} AS MATERIALIZED (${query})`);
  }
}
