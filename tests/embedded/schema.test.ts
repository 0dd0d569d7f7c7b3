import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { describeSchemaVersions, type Place } from '../contract/schema-version.contract.ts';
import { changeSet, claim } from '../contract/write-helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

const open = (name: string, readOnly = false) =>
  openEmbeddedStore({ model: evidenceModel, file: join(folder, name), readOnly });

/** Changes a store file as no release of this project does. */
function tamper(file: string, statements: string): void {
  const database = new Database(file);
  database.exec(statements);
  database.close();
}

const noteVersion = (file: string, version: number) =>
  tamper(file, `UPDATE meta SET value = ${version} WHERE name = 'schemaVersion'`);

let places = 0;

/** A folder of its own, whose files are compared byte for byte, but for the shared memory of those that have them open. */
function emptyFolder(): Place {
  const own = join(folder, `place-${(places += 1)}`);
  mkdirSync(own);
  const file = join(own, 'store.sqlite');
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(own, name)))
      .digest('hex');
  return {
    setting: 'DATA_DIR',
    location: file,
    open: async (model = evidenceModel) => openEmbeddedStore({ model, file }),
    noteVersion: async (version) => noteVersion(file, version),
    contents: async () =>
      readdirSync(own)
        .filter((name) => !name.endsWith('-shm'))
        .toSorted()
        .map((name) => [name, digest(name)]),
  };
}

describeSchemaVersions(async () => emptyFolder());

describe('opening a store file', () => {
  it.each([
    [5, 'SCHEMA_TOO_OLD'],
    [99, 'SCHEMA_TOO_NEW'],
  ])('for reading only refuses schema %i as %s', async (version, code) => {
    const name = `read-${version}.sqlite`;
    await open(name).close();
    noteVersion(join(folder, name), version);
    expect(() => open(name, true)).toThrow(expect.objectContaining({ code }));
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
      expect(() => tamper(join(folder, 'append-only.sqlite'), statement)).toThrow('the history is append-only');
    await store.close();
  });
});
