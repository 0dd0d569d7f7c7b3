import type { ReadPlan } from '../read-plan.ts';

/** A value of a statement: as it is, or taken from the plan of each request. */
export type BoundValue = unknown;

type OfPlan = (plan: ReadPlan) => unknown;

const isOfPlan = (value: BoundValue): value is OfPlan => typeof value === 'function';

/** The values and names of one statement in the making. */
export class BoundValues {
  readonly #placeholder: (place: number) => string;
  readonly #values: BoundValue[] = [];
  readonly #places = new Map<BoundValue, string>();
  readonly #equal = new Map<string, string>();
  #names = 0;

  /** `placeholder` is what stands in the text for the value at a place, counted from 0. */
  constructor(placeholder: (place: number) => string) {
    this.#placeholder = placeholder;
  }

  /** Takes a value, or how it is taken from a plan; what comes back stands for it in the text. */
  add(value: BoundValue): string {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    const place = this.#placeholder(this.#values.push(value) - 1);
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

  /** A name that nothing else in the statement has. */
  name(letter: string): string {
    this.#names += 1;
    return `${letter}${this.#names}`;
  }

  get list(): readonly BoundValue[] {
    return this.#values;
  }
}

/** What the values of a statement are in a request. */
export const valuesFor = (values: readonly BoundValue[], plan: ReadPlan): unknown[] =>
  values.map((value) => (isOfPlan(value) ? value(plan) : value));
