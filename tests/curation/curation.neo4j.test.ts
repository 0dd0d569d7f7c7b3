import { describe } from 'vitest';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptiedStore } from '../neo4j/emptied-store.ts';
import { describeCuration, type OpenedStore } from './curation.contract.ts';
import { describeProposals } from './proposals.contract.ts';

describeOneLane('curation on Neo4j', 'neo4j-2026', (lane) => {
  const open = emptiedStore(useLane(lane));
  const subject: OpenedStore = {
    open: async () => {
      const statements: string[] = [];
      return { store: await open((text) => statements.push(text)), statements };
    },
  };
  describe('by links and reviews', () => describeCuration(subject));
  describe('by every verb', () => describeProposals(subject));
});
