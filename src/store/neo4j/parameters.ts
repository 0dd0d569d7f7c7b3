import type { ReadPlan } from '../read-plan.ts';

type OfPlan = (plan: ReadPlan) => unknown;

const isOfPlan = (value: unknown): value is OfPlan => typeof value === 'function';

/** Collects the values of a statement and gives out names: for its parameters, and for its variables. */
export class Parameters {
  readonly #values: unknown[] = [];
  readonly #places = new Map<unknown, string>();
  readonly #equal = new Map<string, string>();
  #variables = 0;

  /** Takes a value, or how it is taken from the plan of each request; what comes back stands for it in the text. */
  add(value: unknown): string {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    const place = `$p${this.#values.push(value) - 1}`;
    this.#places.set(value, place);
    return place;
  }

  /** Takes a value; an equal one stands in the text under the same name. */
  addEqual(value: unknown): string {
    const key = JSON.stringify(value);
    const known = this.#equal.get(key);
    if (known !== undefined) return known;
    const place = this.add(value);
    this.#equal.set(key, place);
    return place;
  }

  /** A variable that is used nowhere else in the statement. */
  variable(letter: string): string {
    return `${letter}${this.#variables++}`;
  }

  /** What the parameters stand for in a request. */
  of(plan: ReadPlan): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    this.#values.forEach((value, place) => {
      values[`p${place}`] = isOfPlan(value) ? value(plan) : value;
    });
    return values;
  }
}
