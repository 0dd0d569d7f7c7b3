import Database from 'libsql';

/** Rewrites a closed store file to what releases of schemas 1 to 4 kept. */
export function asOfSchema(file: string, schema: number): void {
  const database = new Database(file);
  ordersBesideAttributes(database);
  if (schema < 4) withoutHashes(database);
  if (schema < 3) joinedByIds(database, schema);
  database.exec(`UPDATE meta SET value = ${schema} WHERE name = 'schemaVersion'`);
  database.close();
}

/** Schemas 1 to 4 kept the keys of lists in the tables of nodes. */
function ordersBesideAttributes(database: Database.Database): void {
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'order\\_%' ESCAPE '\\'")
    .all([]) as { name: string }[];
  for (const { name: table } of tables) {
    const kind = table.slice('order_'.length);
    const columns = (database.prepare(`PRAGMA table_info("${table}")`).all([]) as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => name !== 'seq');
    for (const name of columns)
      database.exec(
        `ALTER TABLE "node_${kind}" ADD COLUMN "${name}" TEXT;
         UPDATE "node_${kind}" AS n SET "${name}" = (SELECT o."${name}" FROM "${table}" o WHERE o.seq = n.seq);
         DROP INDEX "${kind}_${name}"; CREATE UNIQUE INDEX "${kind}_${name}" ON "node_${kind}" ("${name}")`,
      );
    database.exec(`DROP TABLE "${table}"`);
  }
}

function withoutHashes(database: Database.Database): void {
  database.exec('DROP TRIGGER change_stays; DROP TRIGGER change_never_goes; ALTER TABLE change DROP COLUMN hash');
  database.exec("DELETE FROM meta WHERE name = 'hash'");
}

/** Schemas 1 and 2 joined everything by ids, not by numbers. */
function joinedByIds(database: Database.Database, schema: number): void {
  const names = (table: string) =>
    (database.prepare(`PRAGMA table_info("${table}")`).all([]) as { name: string }[]).map(({ name }) => name);
  const remake = (table: string, { made, columns, from }: { made: string; columns: readonly string[]; from: string }) =>
    database.exec(
      `CREATE TABLE older (${made}); INSERT INTO older SELECT ${columns.join(', ')} FROM ${from}; DROP TABLE "${table}"; ALTER TABLE older RENAME TO "${table}"`,
    );
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'node\\_%' ESCAPE '\\'")
    .all([]) as { name: string }[];
  for (const { name: table } of tables) {
    const others = names(table)
      .filter((name) => name !== 'id')
      .map((name) => `"${name}"`);
    remake(table, {
      made: ['id TEXT PRIMARY KEY', ...others].join(', '),
      columns: ['id', ...others],
      from: `"${table}"`,
    });
  }
  const bare = (name: string) => (schema === 1 ? name.replace(/^with_/u, '') : name);
  const others = names('edge').filter((name) => !['type', 'src', 'key', 'dst'].includes(name));
  const made = ['type', 'src', 'key', 'dst', ...others.map((name) => `"${bare(name)}"`), '"order" TEXT NOT NULL'];
  remake('edge', {
    made: made.join(', '),
    columns: ['type', 'a.id', 'key', 'b.id', ...others.map((name) => `"${name}"`), "''"],
    from: 'edge JOIN node a ON a.seq = src JOIN node b ON b.seq = dst',
  });
  database.exec(
    'CREATE UNIQUE INDEX edge_backward ON edge (type, dst, key); CREATE UNIQUE INDEX edge_once ON edge (type, src, dst)',
  );
  remake('degree', {
    made: 'node TEXT, type TEXT, direction TEXT, degree INTEGER, PRIMARY KEY (node, type, direction)',
    columns: ['node.id', 'type', 'direction', 'degree'],
    from: 'degree JOIN node ON node.seq = degree.node',
  });
}
