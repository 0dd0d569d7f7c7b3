/** A Neo4j release that the tests run on. */
export interface Neo4jRelease {
  /** Name of the lane, and of the folder with its pom. */
  readonly lane: string;
  /** As in the pom; also the name of the folder that keeps the jars. */
  readonly version: string;
  readonly java: number;
  readonly mainClass: string;
}

export const neo4jReleases: readonly Neo4jRelease[] = [
  { lane: 'neo4j-5', version: '5.26.30', java: 17, mainClass: 'org.neo4j.server.CommunityEntryPoint' },
  { lane: 'neo4j-2026', version: '2026.08.1', java: 25, mainClass: 'org.neo4j.server.Neo4jCommunity' },
];
