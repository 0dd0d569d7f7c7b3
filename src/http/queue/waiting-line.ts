import { abortError, DomainError } from '../../domain/errors.ts';
import { FairQueue, type Share } from './fair-queue.ts';

export interface WaitingLineOptions {
  /** Most that wait. */
  readonly bound: number;
  /** Hears of each that is refused. */
  readonly onRefused?: () => void;
}

/** How many wait and run at the moment, and how many were refused so far because too many waited. */
export interface LineState {
  readonly waiting: number;
  readonly running: number;
  readonly refused: number;
}

/** Somebody who wants to go, and whether they still wait. */
export interface Entrant extends Share {
  readonly signal: AbortSignal;
}

/** Those who wait for their turn in a fair order, until it comes or they are gone. */
export class WaitingLine {
  readonly #queue: FairQueue<() => void>;
  readonly #onRefused: () => void;
  #refused = 0;

  constructor({ bound, onRefused = () => {} }: WaitingLineOptions) {
    this.#queue = new FairQueue(bound);
    this.#onRefused = onRefused;
  }

  get size(): number {
    return this.#queue.size;
  }

  get refused(): number {
    return this.#refused;
  }

  /** Resolves when it is let go; rejects with `OVERLOADED` where too many wait, and as the signal says. */
  wait(entrant: Entrant): Promise<void> {
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
      if (waiting) signal.addEventListener('abort', leave, { once: true });
      else reject(this.#refusal());
    });
  }

  /** Lets the next go among those of clients that may; whose it is, or undefined where none may. */
  letGo(mayGo?: (client: string) => boolean): string | undefined {
    const next = this.#queue.next(mayGo);
    next?.job();
    return next?.client;
  }

  #refusal(): DomainError {
    this.#refused += 1;
    this.#onRefused();
    return new DomainError('OVERLOADED', 'Too many requests wait for their turn; try again in a moment.');
  }
}
