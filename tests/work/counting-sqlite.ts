import { readFileSync } from 'node:fs';
import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import Database from 'libsql';

/** An SQLite that tells how many steps its virtual machine took for a statement: every row visited takes some. */
export interface CountingSqlite {
  steps(text: string, values: readonly (string | number)[]): number;
  close(): void;
}

/** Reads a store file that nobody writes. `libsql` has no such counter, so the statements of the store are run here. */
export async function countingSqlite(file: string): Promise<CountingSqlite> {
  const { capi, oo1, wasm } = await sqlite3InitModule();
  const writing = new Database(file);
  writing.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  writing.close();
  const bytes = new Uint8Array(readFileSync(file));
  // In memory there is no log, which the header has to say.
  bytes.set([1, 1], 18);
  const database = new oo1.DB(':memory:');
  const place = wasm.allocFromTypedArray(bytes);
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
  const code = capi.sqlite3_deserialize(database.pointer ?? 0, 'main', place, bytes.length, bytes.length, flags);
  if (code !== capi.SQLITE_OK) throw new Error(`The store file cannot be read: ${code}.`);
  return {
    steps(text, values) {
      const statement = database.prepare(text);
      try {
        // The store's own engine takes more values than a text has places for.
        const bound = values.slice(0, statement.parameterCount);
        if (bound.length > 0) statement.bind(bound);
        while (statement.step());
        return capi.sqlite3_stmt_status(statement.pointer ?? 0, capi.SQLITE_STMTSTATUS_VM_STEP, 0);
      } finally {
        statement.finalize();
      }
    },
    close: () => database.close(),
  };
}
