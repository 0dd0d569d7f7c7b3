import { closeSync, openSync } from 'node:fs';
import Database from 'libsql';
import { DomainError } from '../../domain/errors.ts';
import { ownerOnly, whyNotOpened } from './store-folder.ts';

/**
 * Copies the whole of a store file, as of one moment and without holding up whoever writes, into a file that is new or
 * empty. The main file alone would lack what is still in its log.
 */
export function copyInto(from: string, to: string): void {
  try {
    // SQLite would make it for everybody to read.
    closeSync(openSync(to, 'a', ownerOnly));
    const database = new Database(from);
    try {
      database.exec('PRAGMA busy_timeout = 5000');
      database.prepare('VACUUM INTO ?').run([to]);
    } finally {
      database.close();
    }
  } catch (cause) {
    throw new DomainError('DATABASE_UNAVAILABLE', `The store could not be copied to ${to}: ${whyNotOpened(cause)}.`, {
      cause,
    });
  }
}
