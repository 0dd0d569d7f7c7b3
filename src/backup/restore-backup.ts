import { chmod, copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { assertNotAborted } from '../domain/assert-not-aborted.ts';
import { DomainError } from '../domain/errors.ts';
import type { Store } from '../store/store.ts';
import { fileDigest, manifestFileOf, readManifest, type BackupManifest } from './backup-manifest.ts';
import { describeContents, unlikeParts } from './describe-contents.ts';
import type { OpenFile } from './make-backup.ts';
import { wholeOf } from './snapshot.ts';

/** A backup that was found to be what its manifest says, opened from a copy of it. */
export interface CheckedBackup {
  readonly manifest: BackupManifest;
  readonly store: Store;
  close(): Promise<void>;
}

export interface CheckOptions {
  readonly openFile: OpenFile;
  readonly signal?: AbortSignal;
}

/**
 * Checks a backup: its checksum, then what it holds. What is read is a copy, because opening a file brings it up to the
 * model, and because nobody can change it once it was checked.
 */
export async function openBackup(path: string, { openFile, signal }: CheckOptions): Promise<CheckedBackup> {
  const file = resolve(path);
  await stat(file).catch((cause: unknown) => {
    throw new DomainError('NOT_FOUND', `There is no backup ${file} that can be read.`, { cause });
  });
  const manifest = await readManifest(manifestFileOf(file));
  const folder = await mkdtemp(join(tmpdir(), 'evidence-graph-restore-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'backup.sqlite');
    await copyFile(file, copy);
    assertNotAborted(signal);
    await chmod(copy, 0o600);
    assertSameFile(file, manifest, await fileDigest(copy));
    assertNotAborted(signal);
    const store = opened(file, copy, { manifest, openFile });
    const close = async () => {
      await store.close();
      await remove();
    };
    const unlike = unlikeParts(manifest, await describeContents(store));
    if (unlike.length === 0) return { manifest, store, close };
    await store.close();
    throw new DomainError('VALIDATION_FAILED', `${file} does not hold what its manifest says: ${unlike.join('; ')}.`);
  } catch (error) {
    await remove();
    throw error;
  }
}

function assertSameFile(file: string, { file: noted }: BackupManifest, found: BackupManifest['file']): void {
  if (found.bytes !== noted.bytes)
    throw new DomainError(
      'VALIDATION_FAILED',
      `${file} was cut or is another file: it has ${found.bytes} bytes, its manifest says ${noted.bytes}.`,
    );
  if (found.sha256 !== noted.sha256)
    throw new DomainError('VALIDATION_FAILED', `${file} was altered: its checksum is not the one in its manifest.`);
}

interface Opening {
  readonly manifest: BackupManifest;
  readonly openFile: OpenFile;
}

function opened(file: string, copy: string, { manifest, openFile }: Opening): Store {
  try {
    return openFile(copy);
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    const { release, schemaVersion } = manifest;
    const made = `${file} was made by release ${release} and has schema ${schemaVersion}`;
    if (cause.code === 'SCHEMA_TOO_NEW')
      throw new DomainError(cause.code, `${made}, which is newer than this release reads: restore it with that one.`, {
        cause,
      });
    if (cause.code === 'SCHEMA_TOO_OLD')
      throw new DomainError(
        cause.code,
        `${made}, which this release no longer reads: restore it with that one, or load the graph anew.`,
        { cause },
      );
    throw cause;
  }
}

/** Fills an empty store from a checked backup, and sees that it then holds the same. */
export async function restoreBackup(target: Store, backup: CheckedBackup, signal?: AbortSignal): Promise<void> {
  await target.restore(await wholeOf(backup.store), signal);
  const unlike = unlikeParts(backup.manifest, await describeContents(target));
  if (unlike.length > 0)
    throw new DomainError(
      'VALIDATION_FAILED',
      `What was restored is not what the manifest says: ${unlike.join('; ')}. Do not use it: "evidence-graph clear --yes" removes it.`,
    );
}
