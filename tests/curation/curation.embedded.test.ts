import { describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { describeCuration, type OpenedStore } from './curation.contract.ts';
import { describeProposals } from './proposals.contract.ts';

describe('curation on the embedded store', () => {
  const subject: OpenedStore = {
    open: async () => {
      const statements: string[] = [];
      const observe = (text: string) => statements.push(text);
      return { store: openEmbeddedStore({ model: evidenceModel, file: ':memory:', observe }), statements };
    },
  };
  describe('by links and reviews', () => describeCuration(subject));
  describe('by every verb', () => describeProposals(subject));
});
