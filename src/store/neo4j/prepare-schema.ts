import { DomainError } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import { beginning } from '../history-chain.ts';
import type { Connection } from './connection.ts';
import { fillProperties, knownNames } from './fill-properties.ts';
import { migrate, obsoleteConstraints } from './migrate.ts';
import { identifier, metaLabel, searchIndex } from './names.ts';
import { schemaOf, schemaVersion } from './schema.ts';

/** For one step of bringing a database up to the model, which may mean to index what is there, in milliseconds. */
const timeout = 120_000;

/** Name of the one node that keeps the versions and the write lock. */
export const metaId = 'graph';

/** Brings the database's constraints and indexes up to the model; what is there already is left alone. */
export async function prepareSchema(connection: Connection, model: Model): Promise<void> {
  const stored = await storedMeta(connection);
  refuseNewer(stored.schemaVersion);
  const present = await presentItems(connection);
  const wanted = schemaOf(model);
  const stale = (present.get(searchIndex) ?? []).toSorted().join() !== Object.keys(model.kinds).toSorted().join();
  if (present.has(searchIndex) && stale) {
    await connection.alter(`DROP INDEX ${identifier(searchIndex)} IF EXISTS`, timeout);
    present.delete(searchIndex);
  }
  for (const name of obsoleteConstraints)
    if (present.has(name)) await connection.alter(`DROP CONSTRAINT ${identifier(name)} IF EXISTS`, timeout);
  const missing = wanted.filter(({ name }) => !present.has(name));
  if (missing.length > 0) {
    await connection.write(timeout, async (run) => {
      for (const { text } of missing) await run(text, {});
    });
    await connection.alter('CALL db.awaitIndexes(100)', timeout);
  }
  const meta = `MERGE (m:${metaLabel} {id: '${metaId}'}) ON CREATE SET m.graphVersion = 0, m.sequence = 0, m.hash = '${beginning.hash}' SET m.schemaVersion = $schemaVersion, m.names = $names`;
  const names = knownNames(model);
  const known = new Set(stored.names);
  if (stored.schemaVersion === schemaVersion && names.every((name) => known.has(name))) return;
  await connection.write(timeout, async (run) => {
    if (stored.schemaVersion > 0) {
      await migrate(run, model, stored.schemaVersion);
      await fillProperties(run, model, known);
    }
    await run(meta, { schemaVersion, names });
  });
}

async function presentItems(connection: Connection): Promise<Map<string, readonly string[]>> {
  const rows = await connection.read<{ name: string; labelsOrTypes: readonly string[] | null }>(
    'SHOW INDEXES YIELD name, labelsOrTypes',
    {},
    { limit: timeout },
  );
  return new Map(rows.map(({ name, labelsOrTypes }) => [name, labelsOrTypes ?? []]));
}

/** What the database was written with; version 0 for a new one. */
async function storedMeta(connection: Connection): Promise<{ schemaVersion: number; names: readonly string[] }> {
  const [meta] = await connection.read<{ schemaVersion: number; names: readonly string[] | null }>(
    `MATCH (m:${metaLabel} {id: '${metaId}'}) RETURN m.schemaVersion AS schemaVersion, m.names AS names`,
    {},
    { limit: timeout },
  );
  return {
    schemaVersion: meta?.schemaVersion ?? 0,
    names: meta?.names ?? [],
  };
}

function refuseNewer(found: number): void {
  if (found <= schemaVersion) return;
  throw new DomainError(
    'SCHEMA_TOO_NEW',
    `NEO4J_URI: the database has schema ${found}, this release knows ${schemaVersion}: use a newer release or another database.`,
  );
}
