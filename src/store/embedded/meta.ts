import type { Counters } from '../change-log.ts';
import type { Statements } from './statements.ts';

const names = ['graphVersion', 'sequence', 'hash'] as const;
const read = `SELECT ${names.map((name) => `(SELECT value FROM meta WHERE name = '${name}') AS ${name}`).join(', ')}`;
const update = 'UPDATE meta SET value = ? WHERE name = ?';

/** Where the graph and its history stand. */
export function metaOf(sql: Statements): Counters {
  // One row by `get` would come with what `libsql` notes about it.
  const [counters] = sql.all<Counters>(read);
  if (!counters) throw new TypeError('A SELECT without a table answers with one row.');
  return counters;
}

export function keepMeta(sql: Statements, counters: Counters): void {
  for (const name of names) sql.run(update, [counters[name], name]);
}
