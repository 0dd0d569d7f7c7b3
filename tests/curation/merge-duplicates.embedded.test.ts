import { describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { describeMerging } from './merge-duplicates.contract.ts';

describe('duplicates on the embedded store', () => {
  describeMerging(async () => openEmbeddedStore({ model: evidenceModel, file: ':memory:' }));
});
