import { findJava } from '../../tools/find-java.ts';
import { neo4jJars, whyNoJars } from '../../tools/neo4j-jars.ts';
import { neo4jReleases } from '../../tools/neo4j-release.ts';
import { startNeo4jServer, type Neo4jServer } from '../../tools/neo4j-server.ts';

/** The production release: the long-term one, which is the floor of what the product needs. */
const [release] = neo4jReleases;

/** Why no Neo4j can be started here, or `undefined` where one can. */
export function whyNoNeo4j(): string | undefined {
  if (!release) return 'no release is listed';
  return findJava(release.java) === undefined ? `there is no JDK ${release.java}` : whyNoJars(release);
}

/**
 * The server that the tests start, with memory for the whole graph. Data in the folder is kept. One change is one
 * transaction of the database, and the largest one measured, 600,000 nodes and edges, takes most of 8 GiB.
 */
export async function startNeo4j(home: string): Promise<Neo4jServer> {
  const java = release && findJava(release.java);
  if (!release || java === undefined) throw new Error('There is no JDK for Neo4j.');
  const memory = { heap: '8g', pageCache: '2g' };
  return startNeo4jServer({ release, java, jars: neo4jJars(release), home, memory });
}

export const neo4jVersion = release?.version ?? 'none';
