import type { Model } from '../../domain/model.ts';
import { assertSchema } from '../assert-schema.ts';
import { beginning } from '../history-chain.ts';
import type { Connection } from './connection.ts';
import { fillProperties, knownNames } from './fill-properties.ts';
import { foreignContents, foreignIndexes, refusedForeign, type Ask, type PresentIndex } from './foreign-items.ts';
import { identifier, metaId, metaLabel, searchIndex } from './names.ts';
import { schemaOf, schemaVersion } from './schema.ts';

/** For one step of bringing a database up to the model, which may mean to index what is there, in milliseconds. */
const timeout = 120_000;

export interface DatabaseUse {
  /** The address, for people. */
  readonly location: string;
  /** Others may keep things under our names too. */
  readonly isShared: boolean;
}

/**
 * Brings the database's constraints and indexes up to the model; what is there already is left alone. A database of another
 * schema, or one that holds what somebody else keeps under our names, is refused before anything in it is changed.
 */
export async function prepareSchema(
  connection: Connection,
  model: Model,
  { location, isShared }: DatabaseUse,
): Promise<void> {
  const stored = await storedMeta(connection);
  if (stored) assertKnownSchema(location, stored.schemaVersion);
  const indexes = await presentIndexes(connection);
  const ask: Ask = (text) => connection.read(text, {}, { limit: timeout });
  const taken = foreignIndexes(model, indexes);
  if (taken.length > 0) throw refusedForeign(location, taken, true);
  const foreign = isShared ? [] : await foreignContents(model, ask);
  if (foreign.length > 0) throw refusedForeign(location, foreign, false);
  const present = new Map(indexes.map(({ name, labelsOrTypes }) => [name, labelsOrTypes ?? []]));
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

const presentIndexes = (connection: Connection) =>
  connection.read<PresentIndex>(
    'SHOW INDEXES YIELD name, labelsOrTypes, properties, owningConstraint',
    {},
    { limit: timeout },
  );

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
