import { RecentClients } from './recent-clients.ts';
import { WaitingLine, type Entrant, type LineState, type WaitingLineOptions } from './waiting-line.ts';

export interface PlaceQueueOptions extends WaitingLineOptions {
  /** Most jobs that run at a time. */
  readonly places: number;
  /** How long jobs are let go one after another before the event loop looks for requests again, in milliseconds. */
  readonly slice?: number;
}

/**
 * Lets jobs run, as many at a time as there are places, and the others wait in a fair order. Nobody takes all places while
 * others were there lately. On a thread that is busy with each job the jobs of a turn are let go for a slice of time.
 */
export class PlaceQueue {
  readonly #places: number;
  readonly #slice: number;
  readonly #line: WaitingLine;
  readonly #recent = new RecentClients();
  readonly #runningOf = new Map<string, number>();
  #running = 0;
  #sliceEnd = 0;
  #isTurnSet = false;

  constructor({ places, slice = Infinity, ...options }: PlaceQueueOptions) {
    this.#places = places;
    this.#slice = slice;
    this.#line = new WaitingLine(options);
  }

  get state(): LineState {
    return { waiting: this.#line.size, running: this.#running, refused: this.#line.refused };
  }

  /**
   * Undefined where it goes at once, else a promise of its turn; whoever went calls `leave`. It rejects with `OVERLOADED` where too
   * many wait, and as the signal says.
   */
  enter(entrant: Entrant): Promise<void> | undefined {
    this.#recent.note(entrant.client);
    if (this.#line.size > 0 || !this.#mayGo(entrant.client) || !this.#hasTime()) return this.#wait(entrant);
    this.#begin(entrant.client);
    return undefined;
  }

  /** Gives a place back. */
  leave(client: string): void {
    this.#running -= 1;
    const running = (this.#runningOf.get(client) ?? 1) - 1;
    if (running === 0) this.#runningOf.delete(client);
    else this.#runningOf.set(client, running);
    if (this.#line.size > 0 && performance.now() < this.#sliceEnd) this.#letGo();
    if (this.#line.size > 0) this.#setTurn();
  }

  #wait(entrant: Entrant): Promise<void> {
    const turn = this.#line.wait(entrant);
    if (this.#line.size > 0) this.#setTurn();
    return turn;
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
    const client = this.#line.letGo((each) => this.#mayGo(each));
    if (client !== undefined) this.#begin(client);
  }

  /** An immediate that is set by another has to wait until the event loop has looked for requests again. */
  #setTurn(): void {
    if (this.#isTurnSet) return;
    this.#isTurnSet = true;
    setImmediate(() => {
      this.#isTurnSet = false;
      if (this.#line.size === 0) return;
      this.#sliceEnd = performance.now() + this.#slice;
      const waiting = this.#line.size;
      this.#letGo();
      // Where none may go, a place that is given back sets the next turn.
      if (this.#line.size > 0 && this.#line.size < waiting) this.#setTurn();
    });
  }
}
