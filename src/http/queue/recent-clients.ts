/** How long a client that is gone is still counted with, in milliseconds. */
const lately = 60_000;

interface Seen {
  readonly client: string;
  at: number;
}

/** Tells whether a client had the server for itself lately. */
export class RecentClients {
  #last: Seen | undefined;
  /** Seen last among those that are not the last. */
  #other: Seen | undefined;

  note(client: string): void {
    const now = performance.now();
    if (this.#last?.client === client) this.#last.at = now;
    else [this.#other, this.#last] = [this.#last, { client, at: now }];
  }

  isAlone(client: string): boolean {
    const other = this.#last?.client === client ? this.#other : this.#last;
    return !other || performance.now() - other.at > lately;
  }
}
