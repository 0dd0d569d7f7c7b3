/** Collects the values of a statement and gives out names: for its parameters, and for its variables. */
export class Parameters {
  readonly values: Record<string, unknown> = {};
  #count = 0;
  #variables = 0;

  /** Takes a value; what comes back stands for it in the text. */
  add(value: unknown): string {
    const name = `p${this.#count++}`;
    this.values[name] = value;
    return `$${name}`;
  }

  /** A variable that is used nowhere else in the statement. */
  variable(letter: string): string {
    return `${letter}${this.#variables++}`;
  }
}
