import Database from 'libsql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyHistory } from '../../src/analysis/audit/verify-history.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { GroupCommit } from '../../src/store/embedded/group-commit.ts';
import { changeSet, claim } from '../contract/write-helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('writes that wait at the same time', () => {
  let statements: string[];
  let database: Database.Database;
  let commits: GroupCommit;

  beforeEach(() => {
    database = new Database(':memory:');
    database.exec('CREATE TABLE one (name TEXT UNIQUE)');
    statements = [];
    const exec = database.exec.bind(database);
    database.exec = (text) => {
      statements.push(text);
      return exec(text);
    };
    commits = new GroupCommit(database);
  });

  const add = (name: string) => () => database.prepare('INSERT INTO one VALUES (?)').run([name]).changes;
  const names = () =>
    (database.prepare('SELECT name FROM one ORDER BY name').all([]) as { name: string }[]).map(({ name }) => name);

  it('are committed together, in order, and each is whole or not there', async () => {
    const broken = () => {
      add('half')();
      throw new RangeError('broken');
    };
    const all = await Promise.allSettled([add('a'), broken, add('a'), add('b')].map((work) => commits.run(work, true)));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(names()).toEqual(['a', 'b']);
    expect(statements.filter((text) => text === 'COMMIT')).toHaveLength(1);
  });

  it('have one commit each where one is large, and take turns in order all the same', async () => {
    const order: string[] = [];
    const noted = (name: string) => () => void order.push(name);
    await Promise.all([
      commits.run(noted('small'), true),
      commits.run(noted('large'), false),
      commits.run(noted('after'), true),
      commits.run(noted('last'), true),
    ]);
    expect(order).toEqual(['small', 'large', 'after', 'last']);
    expect(statements.join('; ')).toBe(
      'BEGIN IMMEDIATE; COMMIT; BEGIN IMMEDIATE; COMMIT; ' +
        'BEGIN IMMEDIATE; SAVEPOINT one; RELEASE one; SAVEPOINT one; RELEASE one; COMMIT',
    );
  });

  it('are none of them acknowledged where the commit fails', async () => {
    const exec = database.exec;
    database.exec = (text) => {
      if (text === 'COMMIT') throw new Error('the disk is full');
      return exec(text);
    };
    const all = await Promise.allSettled(['a', 'b'].map((name) => commits.run(add(name), true)));
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    database.exec = exec;
    expect(names()).toEqual([]);
    expect(await commits.run(add('c'), true)).toBe(1);
  });

  it('are written before the store is closed', async () => {
    const file = join(folder, 'closed.sqlite');
    const store = openEmbeddedStore({ model: evidenceModel, file });
    const writes = ['a', 'b', 'c'].map((slug) => store.write(changeSet({ nodes: [claim(slug)] })));
    await store.close();
    await Promise.all(writes);
    const again = openEmbeddedStore({ model: evidenceModel, file });
    expect(await verifyHistory(again)).toMatchObject({ head: { sequence: 3 }, replayed: { nodes: 3, differing: 0 } });
    await again.close();
  });
});
