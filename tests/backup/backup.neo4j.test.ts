import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptiedStore } from '../neo4j/emptied-store.ts';
import { describeBackups } from './backup.contract.ts';

describeOneLane('a backup of Neo4j', 'neo4j-5', (lane) => {
  const open = emptiedStore(useLane(lane));
  describeBackups(() => open());
});
