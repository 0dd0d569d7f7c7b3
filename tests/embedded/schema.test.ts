import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { evidenceModel, type Model } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { byIds, relation, wanting } from '../contract/read-helpers.ts';
import { changeSet, claim, edge } from '../contract/write-helpers.ts';

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

  it('keeps the edge attributes of a file of schema 1', async () => {
    const before = open('first.sqlite');
    const why = edge('CONTRADICTS', 'claim:a', 'claim:b', { attributes: { rationale: 'because' } });
    await before.write(changeSet({ nodes: [claim('a'), claim('b')], edges: [why] }));
    await before.close();
    const renamed = ['role', 'basis', 'rationale'].map(
      (name) => `ALTER TABLE edge RENAME COLUMN with_${name} TO ${name}`,
    );
    tamper('first.sqlite', [...renamed, "UPDATE meta SET value = 1 WHERE name = 'schemaVersion'"].join(';'));
    const store = open('first.sqlite');
    const select = wanting('Claim', [], { x: relation('contradicts', {}, { edgeAttributes: ['rationale'] }) });
    expect((await byIds(store, ['claim:a'], select))[0]?.['x']).toMatchObject({
      rows: [{ edge: { rationale: 'because' } }],
    });
    expect((await store.ping()).schemaVersion).toBe(2);
    await store.close();
  });
});
