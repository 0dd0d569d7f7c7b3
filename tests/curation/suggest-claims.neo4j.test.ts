import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptiedStore } from '../neo4j/emptied-store.ts';
import { describeSuggestions } from './suggest-claims.contract.ts';

describeOneLane('claims suggested for a source or study on Neo4j', 'neo4j-2026', (lane) => {
  const open = emptiedStore(useLane(lane));
  describeSuggestions(() => open());
});
