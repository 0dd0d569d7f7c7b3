import type { ReadPlan } from '../read-plan.ts';

/** A value of a statement: as it is, or taken from the plan of each request. */
export type Value = string | number | ((plan: ReadPlan) => string | number);

/** The values of one statement, numbered as they are added, so that their place in the text does not matter. */
export class Values {
  readonly #values: Value[] = [];
  readonly #places = new Map<Value, string>();
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

  get list(): readonly Value[] {
    return this.#values;
  }
}

/** What the parameters of a statement stand for in a request. */
export const valuesFor = (values: readonly Value[], plan: ReadPlan): (string | number)[] =>
  values.map((value) => (typeof value === 'function' ? value(plan) : value));
