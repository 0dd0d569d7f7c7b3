import { describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { describeSuggestions } from './suggest-claims.contract.ts';

describe('claims suggested for a source or study on the embedded store', () => {
  describeSuggestions(async () => openEmbeddedStore({ model: evidenceModel, file: ':memory:' }));
});
