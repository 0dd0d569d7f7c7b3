/**
 * A mutex for the writers of one process: they begin one after the other, in the order in which they came. The database
 * orders them too, by a lock; but whoever waits there looks at it now and then only, so that sixteen who wait take twice the
 * time of one. Whoever waited long enough begins all the same, and finds out by itself whether the database answers.
 */
export class WriteQueue {
  /** Milliseconds. */
  readonly #timeout: number;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(timeout: number) {
    this.#timeout = timeout;
  }

  async take<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#running > 0) await this.#turn();
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      const [next] = this.#waiting;
      if (this.#running === 0) next?.();
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      const begin = () => {
        clearTimeout(timer);
        this.#waiting.delete(begin);
        resolve();
      };
      const timer = setTimeout(begin, this.#timeout);
      this.#waiting.add(begin);
    });
  }
}
