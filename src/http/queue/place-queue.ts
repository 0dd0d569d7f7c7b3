import { abortError, DomainError } from '../../domain/errors.ts';
import { FairQueue, type Share, type Waiting } from './fair-queue.ts';
import { RecentClients } from './recent-clients.ts';

export interface PlaceQueueOptions {
  /** Most jobs that run at a time. */
  readonly places: number;
  /** Most jobs that wait. */
  readonly bound: number;
  /** How long jobs are let go one after another before the event loop looks for requests again, in milliseconds. */
  readonly slice?: number;
  /** Hears of each that is refused. */
  readonly onRefused?: () => void;
}

/** How many wait and run at the moment, and how many were refused so far because too many waited. */
export interface PlaceQueueState {
  readonly waiting: number;
  readonly running: number;
  readonly refused: number;
}

/** Somebody who wants to go, and whether they still wait. */
export interface Entrant extends Share {
  readonly signal: AbortSignal;
}

/**
 * Lets jobs run, as many at a time as there are places, and the others wait in a fair order. Nobody takes all places while
 * others were there lately. On a thread that is busy with each job the jobs of a turn are let go for a slice of time.
 */
export class PlaceQueue {
  readonly #places: number;
  readonly #slice: number;
  readonly #onRefused: () => void;
  readonly #queue: FairQueue<() => void>;
  readonly #recent = new RecentClients();
  readonly #runningOf = new Map<string, number>();
  #running = 0;
  #refused = 0;
  #sliceEnd = 0;
  #isTurnSet = false;

  constructor({ places, bound, slice = Infinity, onRefused = () => {} }: PlaceQueueOptions) {
    this.#places = places;
    this.#slice = slice;
    this.#onRefused = onRefused;
    this.#queue = new FairQueue(bound);
  }

  get state(): PlaceQueueState {
    return { waiting: this.#queue.size, running: this.#running, refused: this.#refused };
  }

  /**
   * Undefined where it goes at once, else a promise of its turn; whoever went calls `leave`. It rejects with `OVERLOADED` where too
   * many wait, and as the signal says.
   */
  enter(entrant: Entrant): Promise<void> | undefined {
    this.#recent.note(entrant.client);
    if (this.#queue.size > 0 || !this.#mayGo(entrant.client) || !this.#hasTime()) return this.#wait(entrant);
    this.#begin(entrant.client);
    return undefined;
  }

  /** Gives a place back. */
  leave(client: string): void {
    this.#running -= 1;
    const running = (this.#runningOf.get(client) ?? 1) - 1;
    if (running === 0) this.#runningOf.delete(client);
    else this.#runningOf.set(client, running);
    if (this.#queue.size > 0 && performance.now() < this.#sliceEnd) this.#letGo();
    if (this.#queue.size > 0) this.#setTurn();
  }

  #wait(entrant: Entrant): Promise<void> {
    const { signal } = entrant;
    if (signal.aborted) return Promise.reject(abortError(signal));
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#queue.remove(waiting);
        reject(abortError(signal));
      };
      const go = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const waiting = this.#add(go, entrant);
      signal.addEventListener('abort', leave, { once: true });
      this.#setTurn();
    });
  }

  #add(go: () => void, entrant: Entrant): Waiting<() => void> {
    const waiting = this.#queue.add(go, entrant);
    if (waiting) return waiting;
    this.#refused += 1;
    this.#onRefused();
    throw overloaded();
  }

  #begin(client: string): void {
    this.#running += 1;
    this.#runningOf.set(client, (this.#runningOf.get(client) ?? 0) + 1);
  }

  /** Whoever was alone lately may have all places; of others each leaves as many free as they have. */
  #mayGo(client: string): boolean {
    const free = this.#places - this.#running;
    if (free <= 0) return false;
    return (this.#runningOf.get(client) ?? 0) < free || this.#recent.isAlone(client);
  }

  #hasTime(): boolean {
    const now = performance.now();
    if (this.#isTurnSet) return now < this.#sliceEnd;
    this.#sliceEnd = now + this.#slice;
    this.#setTurn();
    return true;
  }

  #letGo(): void {
    const next = this.#queue.next((client) => this.#mayGo(client));
    if (!next) return;
    this.#begin(next.client);
    next.job();
  }

  /** An immediate that is set by another has to wait until the event loop has looked for requests again. */
  #setTurn(): void {
    if (this.#isTurnSet) return;
    this.#isTurnSet = true;
    setImmediate(() => {
      this.#isTurnSet = false;
      if (this.#queue.size === 0) return;
      this.#sliceEnd = performance.now() + this.#slice;
      const waiting = this.#queue.size;
      this.#letGo();
      // Where none may go, a place that is given back sets the next turn.
      if (this.#queue.size > 0 && this.#queue.size < waiting) this.#setTurn();
    });
  }
}

export const overloaded = () =>
  new DomainError('OVERLOADED', 'Too many requests wait for their turn; try again in a moment.');
