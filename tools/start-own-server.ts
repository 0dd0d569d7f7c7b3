import { findJava } from './find-java.ts';
import { neo4jJars } from './neo4j-jars.ts';
import type { Neo4jRelease } from './neo4j-release.ts';
import { startNeo4jServer, type Neo4jServer } from './neo4j-server.ts';

/** A server of the release; where a password is given, the server asks for it. */
export async function startOwnServer(release: Neo4jRelease, password?: string): Promise<Neo4jServer> {
  const java = findJava(release.java);
  if (java === undefined) throw new Error(`There is no JDK ${release.java}.`);
  return startNeo4jServer({ release, java, jars: neo4jJars(release), ...(password !== undefined && { password }) });
}
