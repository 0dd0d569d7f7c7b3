import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long statements may follow one another before the event loop has its turn, in milliseconds. */
const longest = 5;

/**
 * Gives the event loop its turn between the statements of a question: each is answered within its call, so what waits for
 * one after the other would let no timer fire and answer nobody else.
 */
export class EventLoopTurns {
  #since: number | undefined;

  /** Resolves at once, unless statements have been running for long. */
  async due(): Promise<void> {
    const now = performance.now();
    if (this.#since === undefined) {
      this.#since = now;
      setImmediate(() => (this.#since = undefined));
    } else if (now - this.#since > longest) await nextTurn();
  }
}
