import { describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { describeSummaryOfFindings } from './summary-of-findings.contract.ts';

describe('a row of a Summary of Findings on the embedded store', () => {
  describeSummaryOfFindings(async () => openEmbeddedStore({ model: evidenceModel, file: ':memory:' }));
});
