import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptiedStore } from '../neo4j/emptied-store.ts';
import { describeCurationModel } from './model.contract.ts';

describeOneLane('curation on Neo4j', 'neo4j-5', (lane) => {
  const open = emptiedStore(useLane(lane));
  describeCurationModel({ open: () => open(), runs: 4, seed: 13, mostCommands: 40 });
});
