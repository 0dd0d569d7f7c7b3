import type { Model } from '../../domain/model.ts';
import { beginning, chainedHash } from '../history-chain.ts';
import { addColumns, columnsOf } from './columns.ts';
import { edgeColumn, identifier, nodeTable, orderColumn } from './names.ts';
import type { Connection } from './connection.ts';
import { createNodeTable, edgeAttributeNames, fixedTables } from './tables.ts';

/** Rewrites what a file of an older schema keeps, as opening goes on to make what is new. */
export function migrate(database: Connection, model: Model, stored: number): void {
  // First: what comes later makes tables as they are now, among them the triggers that keep the history as it is.
  if (stored < 4) chainHistory(database);
  if (stored < 2) prefixEdgeColumns(database, model);
  if (stored < 3) joinByNumber(database);
  if (stored < 5) remakeNodes(database);
}

/** Schema 1 kept edge attributes under their bare names. */
function prefixEdgeColumns(database: Connection, model: Model): void {
  const present = new Set(columnsOf(database, 'edge').map(({ name }) => name));
  for (const name of edgeAttributeNames(model).filter((attribute) => present.has(attribute)))
    database.exec(`ALTER TABLE edge RENAME COLUMN ${identifier(name)} TO ${identifier(edgeColumn(name))}`);
}

/**
 * Schemas 1 to 4 kept the keys of lists beside attributes, which opening makes anew in tables of their own; in schemas 1 and
 * 2 the tables of nodes were also joined by ids.
 */
function remakeNodes(database: Connection): void {
  for (const kind of kindsIn(database)) {
    const table = nodeTable(kind);
    const without = columnsOf(database, table).flatMap(({ name }) => (name.startsWith(orderColumn('')) ? [name] : []));
    remake(database, { table, make: createNodeTable(kind), from: 'before ORDER BY seq', without });
  }
}

function kindsIn(database: Connection): readonly string[] {
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'node\\_%' ESCAPE '\\'")
    .all([]) as { name: string }[];
  return tables.map(({ name }) => name.slice('node_'.length));
}

/** Schemas 1 and 2 joined edges and degrees by ids. */
function joinByNumber(database: Connection): void {
  database.exec('DROP INDEX edge_backward; DROP INDEX edge_once');
  const ends = { src: 'a.seq', dst: 'b.seq' };
  const edges = 'before CROSS JOIN node a ON a.id = before.src CROSS JOIN node b ON b.id = before.dst';
  remake(database, { table: 'edge', make: fixedTables, from: edges, columns: ends, without: ['order'] });
  const degrees = 'before CROSS JOIN node a ON a.id = before.node';
  remake(database, { table: 'degree', make: fixedTables, from: degrees, columns: { node: 'a.seq' } });
}

/** Schemas 1 to 3 kept the history without hashes. What is there is taken as it is; from now on it is held fast. */
function chainHistory(database: Connection): void {
  database.exec("ALTER TABLE change ADD COLUMN hash TEXT NOT NULL DEFAULT ''");
  const page = database.prepare('SELECT sequence, entry FROM change WHERE sequence > ? ORDER BY sequence LIMIT 1000');
  const update = database.prepare('UPDATE change SET hash = ? WHERE sequence = ?');
  const after = (sequence: number) => page.all([sequence]) as { sequence: number; entry: string }[];
  let { sequence: last, hash } = beginning;
  for (let rows = after(last); rows.length > 0; rows = after(last))
    for (const { sequence, entry } of rows) {
      hash = chainedHash(hash, entry);
      update.run([hash, (last = sequence)]);
    }
  database.prepare("INSERT INTO meta (name, value) VALUES ('hash', ?)").run([hash]);
}

interface Remake {
  readonly table: string;
  readonly make: string;
  /** Where the rows come from; the table as it was is called `before`. */
  readonly from: string;
  /** Columns that are not copied as they are. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
}

function remake(database: Connection, { table, make, from, columns = {}, without = [] }: Remake): void {
  const kept = columnsOf(database, table).filter(({ name }) => !without.includes(name));
  database.exec(`ALTER TABLE ${table} RENAME TO before`);
  database.exec(make);
  addColumns(database, table, kept);
  const into = kept.map(({ name }) => identifier(name)).join(', ');
  const values = kept.map(({ name }) => columns[name] ?? `before.${identifier(name)}`).join(', ');
  database.exec(`INSERT INTO ${table} (${into}) SELECT ${values} FROM ${from}; DROP TABLE before`);
}
