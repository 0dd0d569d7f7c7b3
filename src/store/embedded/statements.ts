import type { Statement } from 'libsql';
import { LRUCache } from 'lru-cache';
import type { Connection } from './connection.ts';

const mostPrepared = 256;

interface Prepared {
  readonly text: string;
  readonly statement: Statement;
}

/** What a statement did. */
interface Done {
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

/** Prepared statements by text, the least recently used ones dropped. Preparing costs more than running most reads. */
export class Statements {
  readonly #prepared = new LRUCache<string, Prepared>({ max: mostPrepared });
  readonly #database: Connection;
  readonly #observe: ((text: string) => void) | undefined;

  constructor(database: Connection, observe?: (text: string) => void) {
    this.#database = database;
    this.#observe = observe;
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the row it selected
  all<Row>(text: string, values: readonly unknown[] = []): Row[] {
    this.#observe?.(text);
    return this.#of(text).all([...values]) as Row[];
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the row it selected
  get<Row>(text: string, values: readonly unknown[] = []): Row | undefined {
    this.#observe?.(text);
    return this.#of(text).get([...values]) as Row | undefined;
  }

  run(text: string, values: readonly unknown[] = []): Done {
    this.#observe?.(text);
    return this.#of(text).run([...values]);
  }

  /** The text by which a statement is known from now on, or undefined for one that nests too deep for SQLite's parser. */
  prepare(text: string): string | undefined {
    try {
      return this.#known(text).text;
    } catch (error) {
      if (error instanceof Error && error.message.includes('parser stack overflow')) return undefined;
      throw error;
    }
  }

  #of(text: string): Statement {
    return this.#known(text).statement;
  }

  #known(text: string): Prepared {
    const known = this.#prepared.get(text);
    if (known) return known;
    const prepared = { text, statement: this.#database.prepare(text) };
    this.#prepared.set(text, prepared);
    return prepared;
  }
}
