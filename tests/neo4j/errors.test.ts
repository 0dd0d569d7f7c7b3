import { Neo4jError } from 'neo4j-driver';
import { expect, it } from 'vitest';
import { translated } from '../../src/store/neo4j/errors.ts';

const failure = (code: string) => new Neo4jError('words of the server', code, '50N42', '');

it.each([
  ['Neo.TransientError.General.MemoryPoolOutOfMemoryError', /too little memory/u],
  ['Neo.TransientError.General.OutOfMemoryError', /too little memory/u],
  ['Neo.TransientError.Transaction.DeadlockDetected', /does not answer/u],
  ['ServiceUnavailable', /does not answer/u],
])('a failure of the database is told without its own words: %s', (code, message) => {
  const told = translated(failure(code));
  expect(told).toMatchObject({ code: 'DATABASE_UNAVAILABLE', message: expect.stringMatching(message) as string });
  expect(told).not.toMatchObject({ message: expect.stringContaining('words of the server') as string });
});

it('a mistake in a statement stays what it is', () => {
  const mistake = failure('Neo.ClientError.Statement.SyntaxError');
  expect(translated(mistake)).toBe(mistake);
});
