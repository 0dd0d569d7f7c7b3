import neo4j from 'neo4j-driver';
import type { Neo4jAddress } from '../lanes/neo4j-lanes.ts';

/** Runs one statement beside the store, with a driver of its own. */
export async function runCypher(address: Neo4jAddress, text: string, parameters: Record<string, unknown> = {}) {
  const { uri, user, password } = address;
  const driver = neo4j.driver(uri, password === undefined ? undefined : neo4j.auth.basic(user ?? 'neo4j', password), {
    disableLosslessIntegers: true,
  });
  try {
    const session = driver.session();
    return await session.run(text, parameters);
  } finally {
    await driver.close();
  }
}

/** Removes every node and edge, ours or not. Indexes and constraints stay. */
export async function emptyDatabase(address: Neo4jAddress): Promise<void> {
  await runCypher(address, 'MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS');
}
