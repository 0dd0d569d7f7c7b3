import { readFile, stat } from 'node:fs/promises';
import type { ReferenceRow } from '../../curation/sort-references.ts';
import { DomainError } from '../../domain/errors.ts';
import { readReferences, referenceLimits, type ReadOptions } from './read-references.ts';
import { formatOfFile } from './reference-formats.ts';

/** A character takes four bytes at most: a larger file is not even read. */
const largestFile = 4 * referenceLimits.file;

/**
 * The records of a file, in the format that is named, else in the one that its name tells. Refusals name the file:
 * `NOT_FOUND` where it cannot be read, `VALIDATION_FAILED` for what it holds.
 */
export async function readReferenceFile(file: string, options: Partial<ReadOptions> = {}): Promise<ReferenceRow[]> {
  const format = options.format ?? formatOfFile(file);
  const text = await textOf(file);
  try {
    return readReferences(text, { format, kind: options.kind });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw refused(file, error.message, error);
  }
}

async function textOf(file: string): Promise<string> {
  const about = await stat(file).catch(() => undefined);
  if (!about?.isFile()) throw unreadable(file);
  if (about.size > largestFile) throw refused(file, `may have ${largestFile / 1024 / 1024} MiB at most.`);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refused(file, 'is not a text in UTF-8.', cause);
  }
}

const refused = (file: string, message: string, cause?: unknown) =>
  new DomainError('VALIDATION_FAILED', `${file}: ${message}`, { cause });

const unreadable = (file: string, cause?: unknown) =>
  new DomainError('NOT_FOUND', `${file}: is not a file that can be read.`, { cause });
