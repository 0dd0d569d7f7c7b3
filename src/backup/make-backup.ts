import { existsSync } from 'node:fs';
import { chmod, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { verifyHistory, type HistoryReport } from '../analysis/audit/verify-history.ts';
import { assertNotAborted } from '../domain/assert-not-aborted.ts';
import { DomainError } from '../domain/errors.ts';
import type { Store } from '../store/store.ts';
import { fileDigest, manifestFileOf, manifestFormat, type BackupManifest } from './backup-manifest.ts';
import { describeContents } from './describe-contents.ts';
import { snapshotOf } from './snapshot.ts';

/** Opens a file of the embedded engine as a store, for reading only where that is said. */
export type OpenFile = (file: string, options?: { readonly readOnly?: boolean }) => Store;

export interface BackupOptions {
  /** A file that is not there yet. */
  readonly file: string;
  readonly openFile: OpenFile;
  /** The release that makes it. */
  readonly release: string;
  readonly madeAt: string;
  readonly signal?: AbortSignal;
}

export interface Backup {
  readonly manifest: BackupManifest;
  /** What the audit says of what was backed up. */
  readonly audit: HistoryReport;
}

/** For its owner alone, like the store. */
const ownerOnly = 0o600;

/**
 * Makes a backup while others write: a file and its manifest, which appear once both are whole. The manifest comes last, so
 * that a file without one is none. Nothing that is there is written over.
 */
export async function makeBackup(source: Store, options: BackupOptions): Promise<Backup> {
  const file = resolve(options.file);
  assertFree(file);
  const folder = await folderBeside(file);
  try {
    const part = join(folder, basename(file));
    await copyOf(source, part, options);
    assertNotAborted(options.signal);
    const backup = await described(source, part, options);
    const manifest = manifestFileOf(part);
    await writeFile(manifest, `${JSON.stringify(backup.manifest, null, 2)}\n`, { mode: ownerOnly });
    await chmod(part, ownerOnly);
    for (const each of [part, manifest]) await flushToDisk(each);
    assertNotAborted(options.signal);
    assertFree(file);
    await rename(part, file);
    await rename(manifest, manifestFileOf(file));
    await flushToDisk(dirname(file));
    return backup;
  } catch (error) {
    throw notWritten(error, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function assertFree(file: string): void {
  const taken = [file, manifestFileOf(file)].find((each) => existsSync(each));
  if (taken !== undefined)
    throw new DomainError('DUPLICATE', `${taken} is there already, and no backup writes over it.`);
}

/** On the same disk, so that what is whole there can be moved to its place in one step. */
const folderBeside = (file: string): Promise<string> =>
  mkdtemp(join(dirname(file), '.evidence-graph-backup-')).catch((error: unknown) => {
    throw notWritten(error, file);
  });

/** Where the engine keeps a file, it copies it itself; another one is read through the port. */
async function copyOf(source: Store, part: string, { openFile, signal }: BackupOptions): Promise<void> {
  if (source.copyTo) return source.copyTo(part);
  const filled = openFile(`${part}.filled`);
  try {
    await filled.restore(await snapshotOf(source), signal);
    // What is in the log of the filled file is in its copy.
    await filled.copyTo?.(part);
  } finally {
    await filled.close();
  }
}

async function described(
  source: Store,
  part: string,
  { openFile, release, madeAt, signal }: BackupOptions,
): Promise<Backup> {
  const copy = openFile(part, { readOnly: true });
  try {
    const { schemaVersion } = await copy.ping();
    const contents = await describeContents(copy);
    assertNotAborted(signal);
    const audit = await verifyHistory(copy);
    const { engine } = source.description;
    const head = { format: manifestFormat, release, madeAt, engine, schemaVersion } as const;
    return { manifest: { ...head, ...contents, file: await fileDigest(part) }, audit };
  } finally {
    await copy.close();
  }
}

async function flushToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of its path is a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'what is there can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EFBIG: 'the disk takes no file of this size',
};

function notWritten(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof DomainError || !(code in reasons)) return error;
  return new DomainError('VALIDATION_FAILED', `The backup ${file} cannot be written: ${reasons[code]}.`, {
    cause: error,
  });
}
