import { openEmbeddedRepository } from './embedded-repository.ts';
import { openNeo4jRepository } from './neo4j-repository.ts';
import type { Repository } from './repository.ts';
import { databaseFile, neo4jUri } from './settings.ts';

export const openRepository = (): Repository =>
  databaseFile === undefined ? openNeo4jRepository(neo4jUri) : openEmbeddedRepository(databaseFile);
