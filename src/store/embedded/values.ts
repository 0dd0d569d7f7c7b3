import type { ReadPlan } from '../read-plan.ts';

/** A value of a statement: as it is, or taken from the plan of each request. */
export type Value = string | number | ((plan: ReadPlan) => string | number);

/** The values of one statement, numbered as they are added, so that their place in the text does not matter. */
export class Values {
  readonly #values: Value[] = [];
  readonly #places = new Map<Value, string>();
  readonly #sets = new Map<string, string>();
  #aliases = 0;

  /** The parameter that stands for the value in the text. */
  add(value: Value): string {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    const place = `?${this.#values.push(value)}`;
    this.#places.set(value, place);
    return place;
  }

  /** A name for a table in the text that no other has. */
  alias(letter: string): string {
    this.#aliases += 1;
    return `${letter}${this.#aliases}`;
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

  get list(): readonly Value[] {
    return this.#values;
  }
}

/** What the parameters of a statement stand for in a request. */
export const valuesFor = (values: readonly Value[], plan: ReadPlan): (string | number)[] =>
  values.map((value) => (typeof value === 'function' ? value(plan) : value));
