import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase } from '../neo4j/empty-database.ts';
import { describeStory } from './story.contract.ts';

describeOneLane('the story of a link on Neo4j', 'neo4j-5', (lane) => {
  const address = useLane(lane);
  describeStory(async () => {
    await emptyDatabase(address());
    return openNeo4jStore({ model: evidenceModel, ...address() });
  });
});
