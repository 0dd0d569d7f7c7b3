import { describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { describeQuestions } from './questions.contract.ts';

describe('the questions on the embedded store', () => {
  describeQuestions({
    open: async () => {
      const statements: string[] = [];
      const observe = (text: string) => statements.push(text);
      return { store: openEmbeddedStore({ model: evidenceModel, file: ':memory:', observe }), statements };
    },
  });
});
