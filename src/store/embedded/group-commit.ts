import type { Connection } from './connection.ts';

interface Waiting {
  readonly work: () => unknown;
  readonly isSmall: boolean;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** What became of one write; it counts once all are committed. */
type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** Most writes in one commit: nothing else happens in the process meanwhile. */
const mostTogether = 32;

/**
 * Commits writes that wait at the same time together, in the order in which they came: to wait for the disk takes longer
 * than all else that a small write does. Each is whole or not there, whatever happens to the others, and none is
 * acknowledged before the commit.
 */
export class GroupCommit {
  readonly #database: Connection;
  #queue: Waiting[] = [];
  #isAwaited = false;

  constructor(database: Connection) {
    this.#database = database;
  }

  /** Runs the work in a transaction. What is not small has one of its own: savepoints keep a journal of every page. */
  run<Value>(work: () => Value, isSmall: boolean): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ work, isSmall, resolve, reject });
      this.#comeAgain();
    });
  }

  /** Commits all that waits. */
  flush(): void {
    while (this.#queue.length > 0) this.#commit(this.#next());
  }

  /** After whoever is ready by now has asked too, and others have been answered. */
  #comeAgain(): void {
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    setImmediate(() => {
      this.#isAwaited = false;
      if (this.#queue.length > 0) this.#commit(this.#next());
      if (this.#queue.length > 0) this.#comeAgain();
    });
  }

  #next(): readonly Waiting[] {
    const large = this.#queue.findIndex(({ isSmall }) => !isSmall);
    const together = large === -1 ? mostTogether : Math.max(1, Math.min(large, mostTogether));
    return this.#queue.splice(0, together);
  }

  #commit(group: readonly Waiting[]): void {
    let outcomes: readonly Outcome[];
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      outcomes = group.map((each) => (group.length === 1 ? { value: each.work() } : this.#within(each)));
      this.#database.exec('COMMIT');
    } catch (error) {
      // After some failures SQLite has rolled back by itself.
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      outcomes = group.map(() => ({ error }));
    }
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index];
      if (outcome && 'value' in outcome) resolve(outcome.value);
      else reject(outcome?.error);
    }
  }

  #within({ work }: Waiting): Outcome {
    this.#database.exec('SAVEPOINT one');
    try {
      const value = work();
      this.#database.exec('RELEASE one');
      return { value };
    } catch (error) {
      // Where SQLite has rolled back by itself, all of them are lost.
      if (!this.#database.inTransaction) throw error;
      this.#database.exec('ROLLBACK TO one; RELEASE one');
      return { error };
    }
  }
}
