import type { Statement } from 'libsql';
import { LRUCache } from 'lru-cache';
import type { Connection } from './open-database.ts';

const mostPrepared = 256;

/** What a statement did. */
interface Done {
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

/** Prepared statements by text, the least recently used ones dropped. Preparing costs more than running most reads. */
export class Statements {
  readonly #prepared = new LRUCache<string, Statement>({ max: mostPrepared });
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

  /** Whether SQLite takes the statement: its parser may refuse one that nests too deep. */
  takes(text: string): boolean {
    try {
      return this.#of(text) !== undefined;
    } catch (error) {
      if (error instanceof Error && error.message.includes('parser stack overflow')) return false;
      throw error;
    }
  }

  #of(text: string): Statement {
    const known = this.#prepared.get(text);
    if (known) return known;
    const statement = this.#database.prepare(text);
    this.#prepared.set(text, statement);
    return statement;
  }
}
