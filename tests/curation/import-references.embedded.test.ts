import { describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { describeImports } from './import-references.contract.ts';

describe('importing references on the embedded store', () => {
  describeImports(async () => openEmbeddedStore({ model: evidenceModel, file: ':memory:' }));
});
