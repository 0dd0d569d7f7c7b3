import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyHistory } from '../../src/analysis/audit/verify-history.ts';
import { evidenceModel, type Model } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { byIds, relation, wanting } from '../contract/read-helpers.ts';
import type { ListRead, SearchRead } from '../../src/store/read-plan.ts';
import { changeSet, claim, edge } from '../contract/write-helpers.ts';
import { asOfSchema } from './as-of-schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

const open = (name: string, model: Model = evidenceModel) => openEmbeddedStore({ model, file: join(folder, name) });

/** Changes a closed store file as no release of this project does. */
function tamper(name: string, statements: string): void {
  const database = new Database(join(folder, name));
  database.exec(statements);
  database.close();
}

describe('opening a store file', () => {
  it('refuses one that a newer release wrote, names the setting, and leaves it as it is', async () => {
    await open('newer.sqlite').close();
    tamper('newer.sqlite', "UPDATE meta SET value = 99 WHERE name = 'schemaVersion'; DROP TABLE receipt");
    expect(() => open('newer.sqlite')).toThrow(
      expect.objectContaining({
        code: 'SCHEMA_TOO_NEW',
        message: expect.stringMatching(/^DATA_DIR: .*99/u) as unknown,
      }),
    );
    const database = new Database(join(folder, 'newer.sqlite'));
    expect(database.prepare("SELECT name FROM sqlite_master WHERE name = 'receipt'").all([])).toEqual([]);
    database.close();
  });

  it('refuses what is no store file, or cannot be one, and names the setting', () => {
    writeFileSync(join(folder, 'letter.sqlite'), 'Dear Sir or Madam, this is a letter. '.repeat(200));
    writeFileSync(join(folder, 'file'), '');
    for (const name of ['letter.sqlite', join('file', 'below.sqlite')]) {
      expect(() => open(name)).toThrow(
        expect.objectContaining({ code: 'CONFIGURATION', message: expect.stringMatching(/^DATA_DIR: /u) as unknown }),
      );
    }
  });

  it('lets nobody change or remove an entry of the history', async () => {
    const store = open('append-only.sqlite');
    await store.write(changeSet({ nodes: [claim('a')] }));
    for (const statement of ["UPDATE change SET entry = '{}'", 'DELETE FROM change'])
      expect(() => tamper('append-only.sqlite', statement)).toThrow('the history is append-only');
    await store.close();
  });

  it.each([1, 2, 3, 4])(
    'keeps nodes, edges with their attributes, counts and history of a file of schema %i',
    async (schema) => {
      const name = `schema-${schema}.sqlite`;
      const before = open(name);
      const why = edge('CONTRADICTS', 'claim:a', 'claim:b', { attributes: { rationale: 'because' } });
      await before.write(changeSet({ nodes: [claim('a', 'word a'), claim('b', 'word b')], edges: [why] }));
      const history = await before.changes(0, 10);
      const head = await before.historyHead();
      await before.close();
      asOfSchema(join(folder, name), schema);
      const store = open(name);
      const select = wanting('Claim', ['text'], {
        x: relation('contradicts', wanting('Claim', ['text']), { edgeAttributes: ['rationale'], count: true }),
      });
      expect((await byIds(store, ['claim:a'], select))[0]).toMatchObject({
        id: 'claim:a',
        text: expect.any(String) as unknown,
        x: { count: 1, rows: [{ edge: { rationale: 'because' }, node: { id: 'claim:b' } }] },
      });
      expect(await store.changes(0, 10)).toEqual(history);
      expect(await store.historyHead()).toEqual(head);
      // The next node takes a number of its own, and what was there can still be changed and found.
      await store.write(
        changeSet({ nodes: [claim('c', 'word c')], edges: [edge('CONTRADICTS', 'claim:b', 'claim:c')] }),
      );
      const page = { page: { first: 9, after: null }, rows: true, count: true, select: wanting('Claim', ['id']) };
      const found: SearchRead = { ...page, by: 'search', words: ['word'], kinds: [] };
      expect((await store.read({ roots: { found } }))['found']).toMatchObject({ count: 3 });
      const list = (order: string): ListRead => ({ ...page, by: 'list', kind: 'Claim', order, descending: false });
      const lists = await store.read({ roots: { label: list('label'), updatedAt: list('updatedAt') } });
      expect(Object.values(lists)).toMatchObject(
        ['label', 'updatedAt'].map(() => ({ rows: ['a', 'b', 'c'].map((id) => ({ node: { id: `claim:${id}` } })) })),
      );
      expect((await store.ping()).schemaVersion).toBe(5);
      expect(await verifyHistory(store)).toMatchObject({ broken: null, replayed: { differing: 0 } });
      await store.close();
    },
  );
});
