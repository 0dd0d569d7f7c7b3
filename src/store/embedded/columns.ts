import { identifier } from './names.ts';
import type { Connection } from './connection.ts';
import type { Column } from './tables.ts';

/** The columns that a table has; none where there is no such table. `table` is an identifier already. */
export function columnsOf(database: Connection, table: string): readonly Column[] {
  return database.prepare(`PRAGMA table_info(${table})`).all([]) as Column[];
}

/** Adds the columns that the table does not have yet, and gives their names. */
export function addColumns(database: Connection, table: string, columns: readonly Column[]): ReadonlySet<string> {
  const present = new Set(columnsOf(database, table).map(({ name }) => name));
  const missing = columns.filter(({ name }) => !present.has(name));
  for (const { name, type } of missing) database.exec(`ALTER TABLE ${table} ADD COLUMN ${identifier(name)} ${type}`);
  return new Set(missing.map(({ name }) => name));
}
