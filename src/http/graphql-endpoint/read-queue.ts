import { abortError } from '../../domain/errors.ts';
import { FairQueue } from '../queue/fair-queue.ts';
import { overloaded, type Entrant, type PlaceQueueOptions, type PlaceQueueState } from '../queue/place-queue.ts';

/**
 * A queue for requests that take long to read. They go one at a time, each in a turn of the event loop of its own: what is
 * quick is answered between them, and waits for one of them at most. Clients go in turns, short texts first.
 */
export class ReadQueue {
  readonly #queue: FairQueue<() => void>;
  readonly #onRefused: () => void;
  #isTurnSet = false;
  #refused = 0;

  constructor({ bound, onRefused = () => {} }: Pick<PlaceQueueOptions, 'bound' | 'onRefused'>) {
    this.#queue = new FairQueue(bound);
    this.#onRefused = onRefused;
  }

  get state(): PlaceQueueState {
    return { waiting: this.#queue.size, running: 0, refused: this.#refused };
  }

  /** Resolves when it is this one's turn; rejects with `OVERLOADED` where too many wait, and as the signal says. */
  take(entrant: Entrant): Promise<void> {
    const { signal } = entrant;
    if (signal.aborted) return Promise.reject(abortError(signal));
    return new Promise((resolve, reject) => {
      const leave = () => {
        if (waiting) this.#queue.remove(waiting);
        reject(abortError(signal));
      };
      const go = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const waiting = this.#queue.add(go, entrant);
      if (!waiting) {
        this.#refused += 1;
        this.#onRefused();
        return reject(overloaded());
      }
      signal.addEventListener('abort', leave, { once: true });
      if (!this.#isTurnSet) this.#setTurn();
    });
  }

  /** An immediate that is set by another has to wait until the event loop has looked for requests again. */
  #setTurn(): void {
    this.#isTurnSet = true;
    setImmediate(() => {
      this.#queue.next()?.job();
      this.#isTurnSet = this.#queue.size > 0;
      if (this.#isTurnSet) this.#setTurn();
    });
  }
}
