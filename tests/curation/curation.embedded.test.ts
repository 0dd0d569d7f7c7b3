import { describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { describeCuration } from './curation.contract.ts';

describe('curation on the embedded store', () => {
  describeCuration({
    open: async () => {
      const statements: string[] = [];
      const observe = (text: string) => statements.push(text);
      return { store: openEmbeddedStore({ model: evidenceModel, file: ':memory:', observe }), statements };
    },
  });
});
