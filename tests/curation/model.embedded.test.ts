import { describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { describeCurationModel } from './model.contract.ts';

describe('curation on the embedded store', () => {
  describeCurationModel({
    open: () => Promise.resolve(openEmbeddedStore({ model: evidenceModel, file: ':memory:' })),
    runs: 60,
    mostCommands: 40,
  });
});
