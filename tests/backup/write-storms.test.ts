import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { manifestFileOf, readManifest } from '../../src/backup/backup-manifest.ts';
import { compareWithManifest } from '../../src/backup/compare-with-manifest.ts';
import { describeContents } from '../../src/backup/describe-contents.ts';
import { drawnCases } from '../support/drawn-cases.ts';
import { expectKept, withStoreIn, WriteStorms, type Story } from '../http/write-storms.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-storms-'));
const [served, backups, elsewhere] = ['served', 'backups', 'elsewhere'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
const writing = new WriteStorms(served);
const commands: ChildProcess[] = [];
afterAll(() => {
  writing.end();
  for (const command of commands) command.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const storms = drawnCases(5, 20);
/** Between two writes of one writer, so that a slow backup does not end in a large store. Milliseconds. */
const pause = 50;
/** In every fourth storm the backup is killed too, before it is done. */
const isBackupKilled = (storm: number) => storm % 4 === 3;
/** Where backups are made, before they appear. */
const unfinished = () => readdirSync(backups).filter((name) => name.startsWith('.evidence-graph-backup-'));
const fileOf = (storm: number) => join(backups, `${storm}.sqlite`);

/** A command as built (`npm run build` comes first) on the store of a folder. */
function evidenceGraph(dataDir: string, ...words: readonly string[]): ChildProcess {
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir };
  const command = spawn(process.execPath, ['dist/main.js', ...words], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  commands.push(command);
  return command;
}

/**
 * One storm on a new server: once the writers are at work a backup begins; when it is done, or half done where it is to be
 * killed, the server is killed while they write on. Answers with what was acknowledged before the backup began.
 */
async function stormWithBackup(storm: number): Promise<readonly Story[]> {
  const { server, address } = await writing.serve();
  const ended = once(server, 'exit');
  let before: readonly Story[] = [];
  let command: ChildProcess | undefined;
  let isOver = false;
  await writing.storm(address, async (acknowledged) => {
    if (acknowledged === 5) {
      before = writing.stories.map((story) => ({ ...story }));
      command = evidenceGraph(served, 'backup', fileOf(storm)).once('exit', () => (isOver = true));
    }
    const isHalfDone = isBackupKilled(storm) && unfinished().length > 0;
    if (!isOver && !isHalfDone) return after(pause);
    if (isHalfDone) command?.kill('SIGKILL');
    return server.kill('SIGKILL');
  });
  expect(await ended).toEqual([null, 'SIGKILL']);
  if (command?.exitCode === null && command.signalCode === null) await once(command, 'exit');
  if (!isBackupKilled(storm)) expect([command?.exitCode, unfinished()]).toEqual([0, []]);
  for (const name of unfinished()) rmSync(join(backups, name), { recursive: true });
  return before;
}

it('a server that is killed in storms of writes keeps what it acknowledged, and its last backup is what it was', async () => {
  mkdirSync(backups);
  await writing.seed();
  let last = { file: '', before: [] as readonly Story[] };
  for (let storm = 1; storm <= storms; storm += 1) {
    const before = await stormWithBackup(storm);
    await withStoreIn(served, (store) => expectKept(store, writing.stories));
    // A backup that was killed may be done all the same; one without its manifest is none.
    const file = fileOf(storm);
    if (existsSync(manifestFileOf(file))) last = { file, before };
    expect(existsSync(file) || !existsSync(manifestFileOf(file))).toBe(true);
  }
  const manifest = await readManifest(manifestFileOf(last.file));
  const restoring = evidenceGraph(elsewhere, 'restore', last.file);
  expect(await once(restoring, 'exit')).toEqual([0, null]);
  await withStoreIn(elsewhere, async (store) => {
    expect(manifest).toMatchObject(await describeContents(store));
    await expectKept(store, last.before);
  });
  expect(last.before.length).toBeGreaterThan(storms);
  await withStoreIn(served, async (store) => {
    const { faults, since } = await compareWithManifest(store, manifest);
    expect([faults, since.length > 0]).toEqual([[], true]);
  });
}, 900_000);
