import { existsSync } from 'node:fs';
import Database from 'libsql';
import { DomainError } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import { assertSchema } from '../assert-schema.ts';
import { beginning } from '../history-chain.ts';
import { addColumns, columnsOf } from './columns.ts';
import type { Connection } from './connection.ts';
import { fillAttributes, fillOrders } from './fill-columns.ts';
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

/**
 * Goes up when what is stored changes in a way that opening alone cannot mend. Additions are made at every opening. Versions
 * 1 to 5 are those of builds before the first release (decision 0024).
 */
const schemaVersion = 7;

export interface OpenDatabaseOptions {
  readonly file: string;
  readonly model: Model;
  readonly readOnly?: boolean;
}

/** Opens the file, or memory, and brings its tables up to the model; for reading only, the file as it is. */
export function openDatabase({ file, model, readOnly = false }: OpenDatabaseOptions): Connection {
  try {
    return readOnly ? openForReading(file) : openForWriting(file, model);
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
  if (!existsSync(file)) throw new DomainError('CONFIGURATION', `DATA_DIR: there is no store file ${file}.`);
  return prepared(file, (database) => {
    database.exec('PRAGMA query_only = ON; PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY');
    database.exec('PRAGMA cache_size = -32000');
    assertKnownSchema(file, storedVersion(database));
  });
}

function openForWriting(file: string, model: Model): Connection {
  if (file !== ':memory:') makeRoomFor(file);
  return prepared(file, (database) => {
    // An acknowledged write must survive kill -9 and power loss: FULL syncs the log at each commit.
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY',
    );
    database.exec('PRAGMA cache_size = -32000');
    prepareSchema(database, file, model);
  });
}

/** A connection, which is closed again where it cannot be used. */
function prepared(file: string, prepare: (database: Connection) => void): Connection {
  const database = new Database(file);
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepareSchema(database: Connection, file: string, model: Model): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    const stored = storedVersion(database);
    assertKnownSchema(file, stored);
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

function assertKnownSchema(file: string, stored: number | undefined): void {
  if (stored === undefined) return;
  const where = { setting: 'DATA_DIR', what: `the store file ${file}`, instead: 'an empty folder' } as const;
  assertSchema({ ...where, stored, known: schemaVersion });
}

function beginMeta(database: Connection): void {
  const insert = database.prepare('INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)');
  const first = { schemaVersion, graphVersion: 0, ...beginning };
  for (const [name, value] of Object.entries(first)) insert.run([name, value]);
}
