import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptiedStore } from '../neo4j/emptied-store.ts';
import { describeSummaryOfFindings } from './summary-of-findings.contract.ts';

describeOneLane('a row of a Summary of Findings on Neo4j', 'neo4j-5', (lane) => {
  const open = emptiedStore(useLane(lane));
  describeSummaryOfFindings(() => open());
});
