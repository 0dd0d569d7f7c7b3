import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase } from '../neo4j/empty-database.ts';
import { describeQuestions } from './questions.contract.ts';

describeOneLane('the questions on Neo4j', 'neo4j-2026', (lane) => {
  const address = useLane(lane);
  let opened: Store | undefined;
  describeQuestions({
    open: async () => {
      await opened?.close();
      await emptyDatabase(address());
      const statements: string[] = [];
      const store = await openNeo4jStore({
        model: evidenceModel,
        ...address(),
        observe: (text) => statements.push(text),
      });
      opened = store;
      return { store, statements };
    },
  });
});
