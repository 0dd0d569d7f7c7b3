/**
 * A queue for requests that take long to read. They go one at a time, in the order of their coming, each in a turn of the
 * event loop of its own: what is quick is answered between them, and waits for one of them at most.
 */
export class ReadQueue {
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is this one's turn. */
  take(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) this.#passOn();
    });
  }

  /** An immediate that is set by another has to wait until the event loop has looked for requests again. */
  #passOn(): void {
    setImmediate(() => {
      this.#waiting[0]?.();
      this.#waiting.shift();
      if (this.#waiting.length > 0) this.#passOn();
    });
  }
}
