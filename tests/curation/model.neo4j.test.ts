import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { describeLanes, useLane } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase } from '../neo4j/empty-database.ts';
import { describeCurationModel } from './model.contract.ts';

describeLanes('curation on Neo4j', (lane) => {
  const address = useLane(lane);
  describeCurationModel({
    open: async () => {
      await emptyDatabase(address());
      return openNeo4jStore({ model: evidenceModel, ...address() });
    },
    runs: 4,
    seed: 13,
    mostCommands: 40,
  });
});
