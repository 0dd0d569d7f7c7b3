import { DomainError } from '../domain/errors.ts';

/**
 * Cursors are the key of a row with a digest of the list it belongs to, so that a cursor that was altered or comes
 * from another list is refused. The digest (FNV-1a, 32 bits) guards against mistakes; nothing secret is behind it.
 */
export function encodeCursor(scope: string, key: string): string {
  return Buffer.from(digest(`${scope}\n${key}`) + key).toString('base64url');
}

/** The key in a cursor of this list; `BAD_CURSOR` for anything else. */
export function decodeCursor(scope: string, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const key = text.slice(8);
  if (key !== '' && cursor.length <= longestCursor && encodeCursor(scope, key) === cursor) return key;
  throw new DomainError(
    'BAD_CURSOR',
    'after must be a cursor that this very list (same field, order and direction) gave out.',
    {
      argument: 'after',
    },
  );
}

const longestCursor = 2000;

function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
