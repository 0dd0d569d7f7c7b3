import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptiedStore } from '../neo4j/emptied-store.ts';
import { describeQuestions } from './questions.contract.ts';

describeOneLane('the questions on Neo4j', 'neo4j-2026', (lane) => {
  const open = emptiedStore(useLane(lane));
  describeQuestions({
    open: async () => {
      const statements: string[] = [];
      return { store: await open((text) => statements.push(text)), statements };
    },
  });
});
