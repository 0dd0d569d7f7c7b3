import { describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { describeStory } from './story.contract.ts';

describe('the story of a link on the embedded store', () => {
  describeStory(async () => openEmbeddedStore({ model: evidenceModel, file: ':memory:' }));
});
