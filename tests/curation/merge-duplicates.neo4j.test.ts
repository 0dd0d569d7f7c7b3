import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptiedStore } from '../neo4j/emptied-store.ts';
import { describeMerging } from './merge-duplicates.contract.ts';

describeOneLane('duplicates on Neo4j', 'neo4j-2026', (lane) => {
  const open = emptiedStore(useLane(lane));
  describeMerging(() => open());
});
