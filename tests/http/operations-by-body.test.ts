import { expect, it, vi } from 'vitest';
import { OperationReader } from '../../src/graphql/operation-reader.ts';
import { OperationsByBody } from '../../src/http/operations-by-body.ts';
import { schema } from '../support/serving.ts';

const reader = new OperationReader({ schema, introspection: true });

function opened() {
  const read = vi.spyOn(reader, 'read');
  read.mockClear();
  return { operations: new OperationsByBody(reader), read };
}

it('keeps a text from the second time that it comes, and reads it no more', () => {
  const { operations, read } = opened();
  const asked = { query: '{ claims { totalCount } }' };
  expect(operations.of(asked)).toMatchObject({ passing: true });
  const kept = operations.of(asked);
  expect(kept?.passing).toBeUndefined();
  expect([operations.of(asked), operations.of(asked)]).toEqual([kept, kept]);
  expect(read).toHaveBeenCalledTimes(2);
});

it('keeps what comes again, whatever number of others come once', () => {
  const { operations, read } = opened();
  const asked = { query: '{ claims { totalCount } }' };
  for (const _time of [1, 2]) operations.of(asked);
  // Each would count for 300 KB, if it were kept.
  const fields = Array.from({ length: 200 }, (_, index) => `field${index}: __typename`).join(' ');
  for (let other = 0; other < 150; other += 1) operations.of({ query: `query Other${other} { ${fields} }` });
  read.mockClear();
  expect(operations.of(asked)).toBeDefined();
  expect(read).not.toHaveBeenCalled();
});

it('reads what is wrong, or no query, once', () => {
  const { operations, read } = opened();
  for (const query of ['{ nothing }', '{ claims', 'mutation { createKey { __typename } }'])
    for (const _time of [1, 2, 3]) expect(operations.of({ query })).toBeUndefined();
  expect(read).toHaveBeenCalledTimes(3);
});
