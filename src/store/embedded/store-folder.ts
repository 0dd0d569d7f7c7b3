import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What a store keeps is for its owner: proposals and digests of keys are in it. */
export const ownerOnly = 0o600;

/**
 * Makes the folder of the store file, and sees that the file can be opened for writing. One level at a time: Node's own
 * recursion never ends below a folder such as /proc that is there and takes nothing.
 */
export function makeRoomFor(file: string): void {
  const missing: string[] = [];
  for (let folder = dirname(resolve(file)); !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) makeFolder(folder);
  closeSync(openSync(file, 'a', ownerOnly));
  // SQLite gives its log and shared memory the mode of the file when it makes them.
  for (const each of [file, `${file}-wal`, `${file}-shm`]) closeToOthers(each);
}

/** Takes from everybody else what an older build let them have. Who is not its owner cannot, and need not. */
function closeToOthers(file: string): void {
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, ownerOnly);
  } catch (error) {
    if (!['ENOENT', 'EPERM', 'EROFS', 'ENOTSUP'].includes(codeOf(error) ?? '')) throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

const inPlainWords: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'what is there can only be read',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  SQLITE_FULL: 'the disk is full',
  SQLITE_NOTADB: 'it is no SQLite database',
  SQLITE_CORRUPT: 'it is damaged',
  SQLITE_BUSY: 'another process holds it',
  SQLITE_READONLY: 'it can only be read',
  SQLITE_IOERR: 'the disk refuses',
};

/** Why the store file could not be opened, in plain words where the cause is a known one. */
export function whyNotOpened(cause: unknown): string {
  const code = codeOf(cause) ?? '';
  const known = inPlainWords[code] ?? inPlainWords[code.split('_').slice(0, 2).join('_')];
  if (known !== undefined) return known;
  const message = cause instanceof Error ? cause.message : String(cause);
  // The library's own form of a failure, which names no reason.
  return message.startsWith('ConnectionFailed(') ? 'SQLite cannot open it' : message;
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
