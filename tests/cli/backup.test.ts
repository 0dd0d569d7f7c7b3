import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStoreFile } from '../../src/compose.ts';
import { changeSet } from '../contract/write-helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-backup-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const store = at('store/evidence-graph.sqlite');

/** Runs the built command line (`npm run build` comes first) on a store of that name. */
function on(name: string, ...words: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: at(name) };
  return new Promise((resolve) => {
    execFile(process.execPath, ['dist/main.js', ...words], { env }, (error, out, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, out, error: stderr }),
    );
  });
}

const record = (id: number) => ({
  type: 'proposal',
  id: `p${id}`,
  expectedVersion: 0,
  status: 'DRAFT',
  owner: 'ann',
  subject: null,
  data: {},
  at: '2026-01-02T03:04:05.678Z',
});

beforeAll(async () => {
  await on('store', 'load', 'seed/ukdpc-2008');
  const opened = openStoreFile(store);
  await opened.write(changeSet({ records: Array.from({ length: 20 }, (_, id) => record(id)) }));
  await opened.close();
  await on('store', 'backup', at('good.sqlite'));
});

/** The good backup under another name, with something done to it or to its manifest. */
function altered(
  name: string,
  alter: { file?: (bytes: Buffer) => Buffer; manifest?: (text: string) => string },
): string {
  const { file = (bytes: Buffer) => bytes, manifest = (text: string) => text } = alter;
  writeFileSync(at(name), file(readFileSync(at('good.sqlite'))));
  writeFileSync(`${at(name)}.manifest.json`, manifest(readFileSync(`${at('good.sqlite')}.manifest.json`, 'utf8')));
  return at(name);
}

describe('a backup and its store', () => {
  it('are for their owner alone, also where an older build left the store open to others', async () => {
    const opened = openStoreFile(store);
    const modes = readdirSync(at('store')).map((name) => statSync(join(at('store'), name)).mode & 0o777);
    await opened.close();
    expect(modes.length).toBeGreaterThan(1);
    for (const name of ['good.sqlite', 'good.sqlite.manifest.json']) modes.push(statSync(at(name)).mode & 0o777);
    expect([...new Set(modes)]).toEqual([0o600]);
  });

  it('are checked against each other: a store that lost a part of its records does not pass', async () => {
    await on('lost', 'restore', at('good.sqlite'));
    const manifest = `${at('good.sqlite')}.manifest.json`;
    expect(await on('lost', 'audit', 'verify', '--manifest', manifest)).toMatchObject({ code: 0 });
    const database = new Database(join(at('lost'), 'evidence-graph.sqlite'));
    database.exec('DELETE FROM record WHERE rowid > 12');
    database.close();
    const { code, out } = await on('lost', 'audit', 'verify', '--manifest', manifest);
    expect([code, out]).toEqual([1, expect.stringContaining('proposal: 20 in the manifest, 12 found')]);
  });
});

describe('restore refuses', () => {
  it.each([
    ['one that was cut', { file: (bytes: Buffer) => bytes.subarray(0, 100_000) }, 'was cut or is another file'],
    [
      'one that was altered',
      { file: (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([1])]) },
      'was altered: its checksum',
    ],
    [
      'one whose manifest tells of something else',
      { manifest: (text: string) => text.replace(/"count": 20/u, '"count": 21') },
      'does not hold what its manifest says: records of type proposal',
    ],
    ['a manifest that was cut', { manifest: (text: string) => text.slice(0, 200) }, 'was cut or altered'],
    [
      'a manifest of a newer release',
      { manifest: (text: string) => text.replace('"format": 1', '"format": 2') },
      'use a newer release',
    ],
  ])('%s', async (what, alter, message) => {
    const file = altered(`${what.replaceAll(' ', '-')}.sqlite`, alter);
    const { code, error } = await on('refused', 'restore', file);
    expect([code, error]).toEqual([1, expect.stringContaining(message)]);
    expect(existsSync(at('refused'))).toBe(false);
  });

  it.each([
    [5, 'no longer reads'],
    [99, 'newer than this release reads'],
  ])('a backup of schema %i', async (version, message) => {
    const name = `schema-${version}.sqlite`;
    copyFileSync(at('good.sqlite'), at(name));
    const database = new Database(at(name));
    database.exec(`UPDATE meta SET value = ${version} WHERE name = 'schemaVersion'`);
    database.close();
    const { fileDigest } = await import('../../src/backup/backup-manifest.ts');
    const manifest = JSON.parse(readFileSync(`${at('good.sqlite')}.manifest.json`, 'utf8')) as object;
    const noted = { ...manifest, schemaVersion: version, file: await fileDigest(at(name)) };
    writeFileSync(`${at(name)}.manifest.json`, JSON.stringify(noted));
    expect((await on('refused', 'restore', at(name))).error).toContain(message);
  });

  it('what is not there, what has no manifest, and a place that is not empty', async () => {
    expect(await on('refused', 'restore', at('nowhere.sqlite'))).toMatchObject({ code: 3 });
    copyFileSync(at('good.sqlite'), at('bare.sqlite'));
    expect((await on('refused', 'restore', at('bare.sqlite'))).error).toContain('There is no manifest');
    const { code, error } = await on('store', 'restore', at('good.sqlite'));
    expect([code, error]).toEqual([1, expect.stringContaining('holds something already')]);
  });
});

describe('backup', () => {
  it('writes over nothing, and says where it cannot write', async () => {
    expect((await on('store', 'backup', at('good.sqlite'))).error).toContain('is there already');
    expect((await on('store', 'backup', at('no/such/folder.sqlite'))).error).toContain('there is no such folder');
    expect((await on('nothing', 'backup', at('nothing.sqlite'))).error).toContain('there is no store file');
  });

  it.each([
    ['a disk that takes no more', 'ulimit -f 512; exec "$@"', null],
    ['SIGTERM', 'exec "$@"', 'SIGTERM'],
  ] as const)('leaves nothing by half behind: %s', async (name, script, signal) => {
    const file = at(`${name.replaceAll(' ', '-')}.sqlite`);
    const words = ['-c', script, 'backup', process.execPath, 'dist/main.js', 'backup', file];
    const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: at('store') };
    const process_ = spawn('bash', words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    if (signal) {
      // Until it has begun.
      while (!readdirSync(folder).some((each) => each.startsWith('.evidence-graph-backup-')) && !existsSync(file))
        await new Promise((resolve) => setTimeout(resolve, 1));
      process_.kill(signal);
    }
    const [code] = (await once(process_, 'exit')) as [number];
    expect(readdirSync(folder).filter((each) => each.startsWith('.evidence-graph-backup-'))).toEqual([]);
    expect([existsSync(file), existsSync(`${file}.manifest.json`)]).toEqual([code === 0, code === 0]);
    if (!signal) expect(code).toBe(1);
  });
});

describe('clear', () => {
  it('takes --yes, keeps off a store that is in use, and leaves what is not ours', async () => {
    await on('cleared', 'restore', at('good.sqlite'));
    writeFileSync(join(at('cleared'), 'letter.txt'), 'Dear Sir or Madam');
    expect(await on('cleared', 'clear')).toMatchObject({ code: 2 });
    const opened = new Database(join(at('cleared'), 'evidence-graph.sqlite'));
    opened.exec('SELECT count(*) FROM node');
    expect((await on('cleared', 'clear', '--yes')).error).toContain('another process holds it');
    opened.close();
    expect(await on('cleared', 'clear', '--yes')).toMatchObject({ code: 0 });
    expect(readdirSync(at('cleared'))).toEqual(['letter.txt']);
  });
});
