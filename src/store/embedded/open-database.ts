import { accessSync } from 'node:fs';
import Database from 'libsql';
import { DomainError } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import { beginning } from '../history-chain.ts';
import { addColumns, columnsOf } from './columns.ts';
import type { Connection } from './connection.ts';
import { fillAttributes, fillOrders } from './fill-columns.ts';
import { migrate } from './migrate.ts';
import { nodeTable, orderTable } from './names.ts';
import { makeRoomFor, whyNotOpened } from './store-folder.ts';
import {
  createNodeTable,
  createOrderTable,
  edgeAttributeColumns,
  fixedTables,
  nodeColumns,
  nodeIndexes,
  orderColumns,
} from './tables.ts';

/** Goes up when what is stored changes in a way that opening alone cannot mend. Additions are made at every opening. */
export const schemaVersion = 5;

export interface OpenDatabaseOptions {
  readonly file: string;
  readonly model: Model;
  readonly readOnly?: boolean;
}

/** Opens the file, or memory, and brings its tables up to the model; for reading only, the file as it is. */
export function openDatabase({ file, model, readOnly = false }: OpenDatabaseOptions): Connection {
  try {
    if (readOnly) return openForReading(file);
    if (file !== ':memory:') makeRoomFor(file);
    const database = new Database(file);
    // An acknowledged write must survive kill -9 and power loss: FULL syncs the log at each commit.
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY',
    );
    database.exec('PRAGMA cache_size = -32000');
    prepareSchema(database, model);
    return database;
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError(
      'CONFIGURATION',
      `DATA_DIR: the store file ${file} cannot be opened or written: ${whyNotOpened(cause)}.`,
      { cause },
    );
  }
}

function openForReading(file: string): Connection {
  // SQLite would make a new one.
  accessSync(file);
  const database = new Database(file);
  database.exec('PRAGMA query_only = ON; PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY');
  database.exec('PRAGMA cache_size = -32000');
  refuseNewer(storedVersion(database));
  return database;
}

function prepareSchema(database: Connection, model: Model): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    const stored = storedVersion(database);
    refuseNewer(stored);
    if (stored !== undefined) migrate(database, model, stored);
    database.exec(fixedTables);
    for (const kind of Object.keys(model.kinds)) {
      database.exec(createNodeTable(kind));
      database.exec(createOrderTable(kind));
      const attributes = addColumns(database, nodeTable(kind), nodeColumns(model, kind));
      const orders = addColumns(database, orderTable(kind), orderColumns(model, kind));
      // A new file has no rows to fill.
      if (stored !== undefined) {
        fillAttributes(database, model, { kind, added: attributes });
        fillOrders(database, model, { kind, added: orders });
      }
      for (const index of nodeIndexes(model, kind)) database.exec(index);
    }
    addColumns(database, 'edge', edgeAttributeColumns(model));
    beginMeta(database);
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** The version that the file was written with; none for a new file. */
function storedVersion(database: Connection): number | undefined {
  if (columnsOf(database, 'meta').length === 0) return undefined;
  const found = database.prepare("SELECT value FROM meta WHERE name = 'schemaVersion'").all([]) as { value: number }[];
  return found[0]?.value;
}

function refuseNewer(stored: number | undefined): void {
  if (stored === undefined || stored <= schemaVersion) return;
  throw new DomainError(
    'SCHEMA_TOO_NEW',
    `DATA_DIR: the store has schema ${stored}, this release knows ${schemaVersion}: use a newer release or another DATA_DIR.`,
  );
}

function beginMeta(database: Connection): void {
  const insert = database.prepare('INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)');
  for (const [name, value] of Object.entries({ graphVersion: 0, ...beginning })) insert.run([name, value]);
  database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('schemaVersion', ?)").run([schemaVersion]);
}
