import { pino } from 'pino';
import { expect, it } from 'vitest';
import { DomainError } from '../../src/domain/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { ask, codes, serving } from '../support/serving.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { evidenceModel } from '../../src/domain/model.ts';

/** What is logged of an answer whose read fails with this error. */
async function logged(error: Error): Promise<{ readonly line: Record<string, unknown>; readonly shown: unknown }> {
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  const fail = () => Promise.reject(error);
  const failing: Store = Object.assign(Object.create(store) as Store, { read: fail, render: fail });
  const lines: string[] = [];
  const server = await serving(failing, {
    logger: pino({ base: null, timestamp: false }, { write: (line) => void lines.push(line) }),
  });
  const answer = await ask(server, '{ claims(first: 1) { nodes { id } } }');
  await server.close();
  await store.close();
  expect(lines).toHaveLength(1);
  return {
    line: JSON.parse(lines[0] ?? '{}') as Record<string, unknown>,
    shown: [codes(answer), answer.errors?.[0]?.message],
  };
}

const withCode = (code: string, message: string) => Object.assign(new Error(message), { code });

it('tells what the database said, to the log only', async () => {
  const cause = withCode('Neo.TransientError.General.DatabaseUnavailable', 'The database is stopping.\nMore of it.');
  const { line, shown } = await logged(
    new DomainError('DATABASE_UNAVAILABLE', 'The database does not answer.', { cause }),
  );
  expect(line).toEqual({
    level: 40,
    reqId: expect.stringMatching(/^[\da-f-]{36}$/u) as string,
    code: 'DATABASE_UNAVAILABLE',
    cause: { code: 'Neo.TransientError.General.DatabaseUnavailable', message: 'The database is stopping.' },
    msg: 'The database does not answer.',
  });
  expect(shown).toEqual([['DATABASE_UNAVAILABLE'], 'The database does not answer.']);
});

it('tells the code of a failing disk', async () => {
  const { line, shown } = await logged(withCode('SQLITE_IOERR', 'disk I/O error'));
  expect(line).toMatchObject({ cause: { code: 'SQLITE_IOERR', message: 'disk I/O error' }, msg: 'disk I/O error' });
  expect(shown).toEqual([['INTERNAL_SERVER_ERROR'], 'Internal server error']);
});

it('tells nothing of a statement that the database refuses but the code', async () => {
  const { line } = await logged(
    withCode('Neo.ClientError.Statement.SyntaxError', 'Invalid input near "secret": MATCH (n)'),
  );
  expect(line).toMatchObject({ cause: { code: 'Neo.ClientError.Statement.SyntaxError' } });
  expect(JSON.stringify(line)).not.toContain('secret');
});
