import { existsSync, rmSync } from 'node:fs';
import Database from 'libsql';
import { DomainError } from '../../domain/errors.ts';
import { columnsOf } from './columns.ts';
import { whyNotOpened } from './store-folder.ts';

/** Removes a store file and its log; refused where anybody has it open, or where it is no store. */
export function clearStoreFile(file: string): void {
  if (!existsSync(file)) return;
  try {
    const database = new Database(file);
    try {
      if (columnsOf(database, 'meta').length === 0)
        throw new DomainError('CONFIGURATION', `DATA_DIR: ${file} is no store of this project, and is left as it is.`);
      // SQLite gives up its log only where nobody else has the file open.
      database.exec('PRAGMA busy_timeout = 1000');
      database.prepare('PRAGMA journal_mode = DELETE').all([]);
    } finally {
      database.close();
    }
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError(
      'CONFIGURATION',
      `DATA_DIR: the store file ${file} cannot be removed: ${whyNotOpened(cause)}. End the server first.`,
      { cause },
    );
  }
  for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true });
}
