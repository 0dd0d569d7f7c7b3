import { Neo4jError } from 'neo4j-driver';
import { expect, it } from 'vitest';
import { driverFailure, isConnectionLoss, translated } from '../../src/store/neo4j/errors.ts';

const failure = (code: string) => new Neo4jError('words of the server', code, '50N42', '');

it.each([
  ['Neo.TransientError.General.MemoryPoolOutOfMemoryError', /too little memory/u],
  ['Neo.TransientError.General.OutOfMemoryError', /too little memory/u],
  ['Neo.TransientError.Transaction.DeadlockDetected', /does not answer/u],
  ['ServiceUnavailable', /does not answer/u],
  ['ProtocolError', /does not answer/u],
  ['N/A', /does not answer/u],
  ['Neo.ClientError.General.ForbiddenOnReadOnlyDatabase', /does not answer/u],
])('a failure of the database is told without its own words: %s', (code, message) => {
  const told = translated(failure(code));
  expect(told).toMatchObject({ code: 'DATABASE_UNAVAILABLE', message: expect.stringMatching(message) as string });
  expect(told).not.toMatchObject({ message: expect.stringContaining('words of the server') as string });
});

it('what outlived its time on the server is late, and the database is there', () => {
  const late = failure('Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration');
  expect(translated(late)).toMatchObject({ code: 'DEADLINE_EXCEEDED', cause: late });
});

it.each([new TypeError('from within the driver'), new Error('Pool is closed'), 'no error at all'])(
  'whatever the driver throws is a lost connection: %s',
  (thrown) => {
    const lost = driverFailure(thrown);
    expect(isConnectionLoss(lost)).toBe(true);
    expect(lost.cause).toBe(thrown);
    expect(translated(lost)).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  },
);

it('a mistake in a statement stays what it is', () => {
  const mistake = failure('Neo.ClientError.Statement.SyntaxError');
  expect(translated(mistake)).toBe(mistake);
});
