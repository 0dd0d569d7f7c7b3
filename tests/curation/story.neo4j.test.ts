import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptiedStore } from '../neo4j/emptied-store.ts';
import { describeStory } from './story.contract.ts';

describeOneLane('the story of a link on Neo4j', 'neo4j-5', (lane) => {
  const open = emptiedStore(useLane(lane));
  describeStory(() => open());
});
