import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptiedStore } from '../neo4j/emptied-store.ts';
import { describeImports } from './import-references.contract.ts';

describeOneLane('importing references on Neo4j', 'neo4j-5', (lane) => {
  const open = emptiedStore(useLane(lane));
  describeImports(() => open());
});
