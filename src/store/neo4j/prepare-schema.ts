import type { Model } from '../../domain/model.ts';
import { assertSchema } from '../assert-schema.ts';
import { beginning } from '../history-chain.ts';
import type { Connection } from './connection.ts';
import { fillProperties, knownNames } from './fill-properties.ts';
import { identifier, metaLabel, searchIndex } from './names.ts';
import { schemaOf, schemaVersion } from './schema.ts';

/** For one step of bringing a database up to the model, which may mean to index what is there, in milliseconds. */
const timeout = 120_000;

/** Name of the one node that keeps the versions and the write lock. */
export const metaId = 'graph';

/**
 * Brings the database's constraints and indexes up to the model; what is there already is left alone. A database of another
 * schema is refused before anything in it is changed.
 */
export async function prepareSchema(connection: Connection, model: Model, location: string): Promise<void> {
  const stored = await storedMeta(connection);
  if (stored) assertKnownSchema(location, stored.schemaVersion);
  const present = await presentItems(connection);
  const wanted = schemaOf(model);
  const stale = (present.get(searchIndex) ?? []).toSorted().join() !== Object.keys(model.kinds).toSorted().join();
  if (present.has(searchIndex) && stale) {
    await connection.alter(`DROP INDEX ${identifier(searchIndex)} IF EXISTS`, timeout);
    present.delete(searchIndex);
  }
  const missing = wanted.filter(({ name }) => !present.has(name));
  if (missing.length > 0) {
    await connection.write(timeout, async (run) => {
      for (const { text } of missing) await run(text, {});
    });
    await connection.alter('CALL db.awaitIndexes(100)', timeout);
  }
  const meta = `MERGE (m:${metaLabel} {id: '${metaId}'}) ON CREATE SET m.graphVersion = 0, m.sequence = 0, m.hash = '${beginning.hash}' SET m.schemaVersion = $schemaVersion, m.names = $names`;
  const names = knownNames(model);
  const known = new Set(stored?.names);
  if (stored && names.every((name) => known.has(name))) return;
  await connection.write(timeout, async (run) => {
    if (stored) await fillProperties(run, model, known);
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

interface StoredMeta {
  readonly schemaVersion: number;
  /** What the model that wrote it knows; absent where a write came before the opening was done. */
  readonly names: readonly string[] | null;
}

/** What the database was written with; nothing for a new one. */
async function storedMeta(connection: Connection): Promise<StoredMeta | undefined> {
  const text = `MATCH (m:${metaLabel} {id: '${metaId}'}) RETURN m.schemaVersion AS schemaVersion, m.names AS names`;
  const [meta] = await connection.read<StoredMeta>(text, {}, { limit: timeout });
  return meta;
}

function assertKnownSchema(location: string, stored: number): void {
  const where = { setting: 'NEO4J_URI', what: `the database at ${location}`, instead: 'an empty database' } as const;
  assertSchema({ ...where, stored, known: schemaVersion });
}
