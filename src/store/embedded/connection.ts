import type Database from 'libsql';

/** An open file, or memory, of SQLite. */
export type Connection = Database.Database;
