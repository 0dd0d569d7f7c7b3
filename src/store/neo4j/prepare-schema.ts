import { DomainError } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import type { Connection } from './connection.ts';
import { identifier, metaLabel, searchIndex } from './names.ts';
import { schemaOf, schemaVersion } from './schema.ts';

/** For one step of bringing a database up to the model, which may mean to index what is there, in milliseconds. */
const patience = 120_000;

/** Name of the one node that keeps the versions and the write lock. */
export const metaId = 'graph';

/** Brings the database's constraints and indexes up to the model; what is there already is left alone. */
export async function prepareSchema(connection: Connection, model: Model): Promise<void> {
  await refuseNewer(connection);
  const present = await presentItems(connection);
  const wanted = schemaOf(model);
  const stale = (present.get(searchIndex) ?? []).toSorted().join() !== Object.keys(model.kinds).toSorted().join();
  if (present.has(searchIndex) && stale) {
    await connection.alter(`DROP INDEX ${identifier(searchIndex)} IF EXISTS`, patience);
    present.delete(searchIndex);
  }
  const missing = wanted.filter(({ name }) => !present.has(name));
  if (missing.length > 0) {
    await connection.transaction('WRITE', { patience }, async (run) => {
      for (const { text } of missing) await run(text, {});
    });
    await connection.alter('CALL db.awaitIndexes(100)', patience);
  }
  const meta = `MERGE (m:${metaLabel} {id: '${metaId}'}) ON CREATE SET m.schemaVersion = $schemaVersion, m.graphVersion = 0, m.sequence = 0`;
  await connection.transaction('WRITE', { patience }, (run) => run(meta, { schemaVersion }));
}

async function presentItems(connection: Connection): Promise<Map<string, readonly string[]>> {
  const rows = await connection.read('SHOW INDEXES YIELD name, labelsOrTypes', {}, { patience });
  return new Map(rows.map(({ name, labelsOrTypes }) => [name as string, (labelsOrTypes as string[] | null) ?? []]));
}

async function refuseNewer(connection: Connection): Promise<void> {
  const [meta] = await connection.read(
    `MATCH (m:${metaLabel} {id: '${metaId}'}) RETURN m.schemaVersion AS found`,
    {},
    { patience },
  );
  const found = Number(meta?.['found'] ?? 0);
  if (found <= schemaVersion) return;
  throw new DomainError(
    'SCHEMA_TOO_NEW',
    `NEO4J_URI: the database has schema ${found}, this release knows ${schemaVersion}: use a newer release or another database.`,
  );
}
