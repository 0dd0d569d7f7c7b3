import {
  asKept,
  keptRecord,
  recordFilters,
  storedRecord,
  type KeptRecord,
  type RecordsRead,
  type RecordWrite,
  type StoredRecord,
} from '../record.ts';
import type { Statements } from './statements.ts';

const columns = ['type', 'id', 'version', 'status', 'owner', 'at', 'subject', 'data', 'place'] as const;

// Not INSERT OR REPLACE, which takes a row out of all its indexes and puts it in again.
const insert = `INSERT INTO record (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
const update = `UPDATE record SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE type = ? AND id = ?`;
const one = `SELECT ${columns.join(', ')} FROM record WHERE type = ? AND id = ?`;

/** Writes records inside a transaction that the caller has opened. */
export function writeRecords(sql: Statements, records: readonly RecordWrite[]): void {
  for (const write of records) {
    const kept = keptRecord(write, recordById(sql, write)?.version);
    const values = columns.map((name) => kept[name]);
    if (kept.version === 1) sql.run(insert, values);
    else sql.run(update, [...values, kept.type, kept.id]);
  }
}

/** Keeps records as another store kept them, each of which is new here. */
export function restoreRecords(sql: Statements, records: readonly StoredRecord[]): void {
  for (const record of records) {
    const kept = asKept(record);
    sql.run(
      insert,
      columns.map((name) => kept[name]),
    );
  }
}

export const allRecords = (sql: Statements): readonly StoredRecord[] =>
  sql.all<KeptRecord>(`SELECT ${columns.join(', ')} FROM record ORDER BY type, id`).map(storedRecord);

export function recordById(sql: Statements, { type, id }: Pick<StoredRecord, 'type' | 'id'>): StoredRecord | null {
  // One row by `get` would come with what `libsql` notes about it.
  const [kept] = sql.all<KeptRecord>(one, [type, id]);
  return kept ? storedRecord(kept) : null;
}

const several = `SELECT ${columns.join(', ')} FROM record WHERE type = ? AND id IN (SELECT value FROM json_each(?))`;

export const recordsById = (sql: Statements, type: string, ids: readonly string[]): readonly StoredRecord[] =>
  sql.all<KeptRecord>(several, [type, JSON.stringify(ids)]).map(storedRecord);

/** The first filter chooses the index, the others look at the rows that it finds: `+` keeps SQLite to that. */
export function recordsOf(sql: Statements, read: RecordsRead): readonly StoredRecord[] {
  const filters = recordFilters.filter((name) => read[name] !== undefined);
  const conditions = filters.map((name, index) => `${index === 0 ? '' : '+'}${name} = ?`);
  const text = `SELECT ${columns.join(', ')} FROM record WHERE ${['type = ?', ...conditions, 'place > ?'].join(' AND ')} ORDER BY place LIMIT ?`;
  const values = [read.type, ...filters.map((name) => read[name]), read.after ?? '', read.first];
  return sql.all<KeptRecord>(text, values).map(storedRecord);
}
