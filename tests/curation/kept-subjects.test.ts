import { expect, it } from 'vitest';
import { keptMergeOf } from '../../src/curation/merging/merge.ts';
import { proposalOf } from '../../src/curation/proposals/proposal.ts';
import type { StoredRecord } from '../../src/store/record.ts';
import { at } from '../contract/write-helpers.ts';

const kept = (type: string, status: string): StoredRecord => ({
  type,
  id: 'one',
  version: 1,
  status,
  owner: 'ada',
  at,
  subject: null,
  data: {},
});

it('a proposal or a merge that is about nothing is refused, not given a subject', () => {
  expect(proposalOf({ ...kept('proposal', 'SUBMITTED'), subject: 'claim:a' }).subject).toBe('claim:a');
  expect(() => proposalOf(kept('proposal', 'SUBMITTED'))).toThrow('The proposal one is about nothing.');
  expect(() => keptMergeOf(kept('merge', 'MERGED'))).toThrow('The merge one is about nothing.');
});
