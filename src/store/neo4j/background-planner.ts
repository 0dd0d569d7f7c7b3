type Explain = (text: string, parameters: Readonly<Record<string, unknown>>) => Promise<unknown>;

/**
 * Has a text planned that a deadline cut off, without running it: the database keeps plans, so the next request with this
 * text finds its own. One at a time, and what comes meanwhile is left out: planning takes the database a core.
 */
export class BackgroundPlanner {
  readonly #explain: Explain;
  #isBusy = false;

  constructor(explain: Explain) {
    this.#explain = explain;
  }

  plan(text: string, parameters: Readonly<Record<string, unknown>>): void {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#explain(text, parameters)
      // Nobody waits for it.
      .catch(() => undefined)
      .finally(() => (this.#isBusy = false));
  }
}
