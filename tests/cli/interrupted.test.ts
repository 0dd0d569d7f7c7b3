import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStoreFile } from '../../src/compose.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-interrupted-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const storeOf = (name: string) => join(at(name), 'evidence-graph.sqlite');

const records = 1_500;
const library = at('library.ris');
const backup = at('whole.sqlite');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs the built command line (`npm run build` comes first) on a store of that name. */
function on(name: string, ...words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['dist/main.js', ...words], { env: environment(name) }, (error, out, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, out, error: stderr }),
    );
  });
}

const environment = (name: string) => ({ PATH: process.env['PATH'] ?? '', DATA_DIR: at(name), TMPDIR: at('tmp') });

/** The same, asked to end as soon as it has begun. */
async function interrupted(
  name: string,
  words: readonly string[],
  hasBegun: () => boolean | Promise<boolean>,
): Promise<Ended> {
  const command = spawn(process.execPath, ['dist/main.js', ...words], { env: environment(name) });
  const ended = once(command, 'exit') as Promise<[number | null]>;
  const read = Promise.all([text(command.stdout), text(command.stderr)]);
  while (command.exitCode === null && !(await hasBegun())) await after(1);
  command.kill('SIGTERM');
  const [[code], [out, error]] = await Promise.all([ended, read]);
  return { code: code ?? -1, out, error };
}

const sourcesIn = async (name: string): Promise<number> => {
  const store = openStoreFile(storeOf(name), { readOnly: true });
  try {
    return (await store.counts()).nodes['EvidenceSource'] ?? 0;
  } finally {
    await store.close();
  }
};

const isStore = (name: string) => existsSync(storeOf(name));

beforeAll(() => {
  mkdirSync(at('tmp'));
  const record = (number: number) => `TY  - JOUR\nTI  - Trial number ${number}\nDO  - 10.1000/${number}\nER  - \n`;
  writeFileSync(library, Array.from({ length: records }, (_, number) => record(number)).join(''));
});

describe('SIGTERM', () => {
  it('during an import: what was added stays, it says how much, and the same command adds the rest', async () => {
    const hasBegun = async () => isStore('imported') && (await sourcesIn('imported').catch(() => 0)) > 0;
    const { code, error } = await interrupted('imported', ['import', 'references', library], hasBegun);
    expect([code, error]).toEqual([1, expect.stringMatching(/Stopped by SIGTERM: .*: \d+ of 1500 records are done/u)]);
    const done = Number(/: (\d+) of 1500 records are done/u.exec(error)?.[1]);
    expect(await sourcesIn('imported')).toBe(done);
    expect(done).toBeLessThan(records);
    const again = await on('imported', 'import', 'references', library);
    expect(again).toMatchObject({
      code: 0,
      error: expect.stringContaining(`${records - done} added, ${done} already`),
    });
    expect(await sourcesIn('imported')).toBe(records);
    expect(await on('imported', 'audit', 'verify')).toMatchObject({ code: 0 });
    expect(await on('imported', 'backup', backup)).toMatchObject({ code: 0 });
  });

  it('during a backup: nothing is left of it, it says so, and the same command makes it', async () => {
    const file = at('again.sqlite');
    const unfinished = () => readdirSync(folder).filter((name) => name.startsWith('.evidence-graph-backup-'));
    const { code, error } = await interrupted('imported', ['backup', file], () => unfinished().length > 0);
    expect([code, error]).toEqual([1, expect.stringContaining('Stopped by SIGTERM: no backup was written')]);
    expect([unfinished(), existsSync(file), existsSync(`${file}.manifest.json`)]).toEqual([[], false, false]);
    expect(await on('imported', 'backup', file)).toMatchObject({ code: 0 });
  });

  it('during a restore: nothing is in the store, it says so, and the same command fills it', async () => {
    const { code, error } = await interrupted('restored', ['restore', backup], () => isStore('restored'));
    expect([code, error]).toEqual([1, expect.stringContaining('Stopped by SIGTERM: nothing was restored')]);
    expect([await sourcesIn('restored'), readdirSync(at('tmp'))]).toEqual([0, []]);
    expect(await on('restored', 'restore', backup)).toMatchObject({ code: 0 });
    expect(await sourcesIn('restored')).toBe(records);
  });

  it('during a load: all of it is there or nothing, it says which, and the same command loads the rest', async () => {
    const { code, out, error } = await interrupted('loaded', ['load', 'seed/ukdpc-2008'], () => isStore('loaded'));
    if (code === 0) expect(out).toContain('nodes:');
    else expect([code, error]).toEqual([1, expect.stringContaining('Stopped by SIGTERM: nothing of the package')]);
    if (isStore('loaded')) expect((await sourcesIn('loaded')) > 0).toBe(code === 0);
    expect(await on('loaded', 'load', 'seed/ukdpc-2008')).toMatchObject({ code: 0 });
    expect(await on('loaded', 'audit', 'verify')).toMatchObject({ code: 0 });
  });
});
