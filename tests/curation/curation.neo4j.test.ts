import { describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase } from '../neo4j/empty-database.ts';
import { describeCuration, type OpenedStore } from './curation.contract.ts';
import { describeProposals } from './proposals.contract.ts';

describeOneLane('curation on Neo4j', 'neo4j-2026', (lane) => {
  const address = useLane(lane);
  let opened: Store | undefined;
  const subject: OpenedStore = {
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
  };
  describe('by links and reviews', () => describeCuration(subject));
  describe('by every verb', () => describeProposals(subject));
});
