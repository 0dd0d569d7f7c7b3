import { WaitingLine, type Entrant, type LineState, type WaitingLineOptions } from '../queue/waiting-line.ts';

/**
 * A queue for requests that take long to read. They go one at a time, each in a turn of the event loop of its own: what is
 * quick is answered between them, and waits for one of them at most. Clients go in turns, short texts first.
 */
export class ReadQueue {
  readonly #line: WaitingLine;
  #isTurnSet = false;

  constructor(options: WaitingLineOptions) {
    this.#line = new WaitingLine(options);
  }

  get state(): LineState {
    return { waiting: this.#line.size, running: 0, refused: this.#line.refused };
  }

  /** Resolves when it is this one's turn; rejects with `OVERLOADED` where too many wait, and as the signal says. */
  take(entrant: Entrant): Promise<void> {
    const turn = this.#line.wait(entrant);
    if (this.#line.size > 0 && !this.#isTurnSet) this.#setTurn();
    return turn;
  }

  /** An immediate that is set by another has to wait until the event loop has looked for requests again. */
  #setTurn(): void {
    this.#isTurnSet = true;
    setImmediate(() => {
      this.#line.letGo();
      this.#isTurnSet = this.#line.size > 0;
      if (this.#isTurnSet) this.#setTurn();
    });
  }
}
