import type { Model } from '../../domain/model.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { translated } from './errors.ts';
import { foreignIndexes, type PresentIndex } from './foreign-items.ts';
import { changeLabel, identifier, isOwnNode, metaId, metaLabel, recordLabel } from './names.ts';
import { schemaOf } from './schema.ts';

/** For one statement, in milliseconds. */
const timeout = 600_000;

const inBatches = (match: string) => `${match} CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS`;

/**
 * Removes what this project keeps in a database, and nothing else: nodes with all their edges, history, records, indexes and
 * constraints. It takes many transactions; where it breaks off, the database is refused until it is cleared again, because
 * its schema version goes first and the node that notes it goes last.
 */
export async function clearNeo4jDatabase(options: ConnectionOptions & { readonly model: Model }): Promise<void> {
  const { model } = options;
  const connection = new Connection(options);
  const run = (text: string) => connection.alter(text, timeout);
  try {
    const meta = `MATCH (m:${metaLabel} {id: '${metaId}'})`;
    await run(`${meta} SET m.schemaVersion = 0`);
    const labels = Object.keys(model.kinds).map(identifier).join('|');
    await run(inBatches(`MATCH (n:${labels}) WHERE ${isOwnNode('n')}`));
    await run(inBatches(`MATCH (n:${changeLabel}) WHERE n.hash IS NOT NULL`));
    await run(inBatches(`MATCH (n:${recordLabel})`));
    for (const text of await dropping(connection, model)) await run(text);
    await run(`${meta} DELETE m`);
  } catch (error) {
    throw translated(error);
  } finally {
    await connection.close();
  }
}

async function dropping(connection: Connection, model: Model): Promise<readonly string[]> {
  const text = 'SHOW INDEXES YIELD name, labelsOrTypes, properties, owningConstraint';
  const present = await connection.read<PresentIndex>(text, {}, { limit: timeout });
  const ours = new Set(schemaOf(model).map(({ name }) => name));
  return present
    .filter((index) => ours.has(index.name) && foreignIndexes(model, [index]).length === 0)
    .map(
      ({ name, owningConstraint }) =>
        `DROP ${owningConstraint === null ? 'INDEX' : 'CONSTRAINT'} ${identifier(name)} IF EXISTS`,
    );
}
