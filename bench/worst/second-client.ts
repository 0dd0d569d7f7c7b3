import { setTimeout as wait } from 'node:timers/promises';

/** How long somebody waited who asks for next to nothing, over and over; in milliseconds. */
export interface Waits {
  readonly count: number;
  readonly failed: number;
  readonly p99: number;
  readonly most: number;
}

/** Asks every 20 ms until it is stopped, each time whatever became of the one before. */
export class SecondClient {
  readonly #waits: number[] = [];
  readonly #pending = new Set<Promise<void>>();
  readonly #ended: Promise<void>;
  #failed = 0;
  #stopped = false;

  constructor(ask: () => Promise<Response>) {
    this.#ended = this.#run(ask);
  }

  async stop(): Promise<Waits> {
    this.#stopped = true;
    await this.#ended;
    await Promise.all(this.#pending);
    const sorted = this.#waits.toSorted((one, other) => one - other);
    return {
      count: sorted.length,
      failed: this.#failed,
      p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
      most: sorted.at(-1) ?? 0,
    };
  }

  async #run(ask: () => Promise<Response>): Promise<void> {
    while (!this.#stopped) {
      const one = this.#ask(ask);
      this.#pending.add(one);
      void one.finally(() => this.#pending.delete(one));
      await wait(20);
    }
  }

  async #ask(ask: () => Promise<Response>): Promise<void> {
    const started = performance.now();
    try {
      const response = await ask();
      await response.text();
      if (!response.ok) this.#failed += 1;
    } catch {
      this.#failed += 1;
    }
    this.#waits.push(performance.now() - started);
  }
}
