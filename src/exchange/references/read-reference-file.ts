import { readFile, stat } from 'node:fs/promises';
import type { ReferenceRow } from '../../curation/imports/sort-references.ts';
import { DomainError } from '../../domain/errors.ts';
import { decodeText } from './decode-text.ts';
import { foreignFormat } from './foreign-format.ts';
import { readReferenceList, type ReadOptions } from './read-references.ts';
import { formatOfFile, formatOfText, type ReferenceFormatName } from './reference-formats.ts';

/** A larger file is not even read. */
const largestFile = 128 * 1024 * 1024;

export interface ReferenceFile {
  readonly rows: readonly ReferenceRow[];
  readonly format: ReferenceFormatName;
  /** Warnings about the file as a whole. */
  readonly notes: readonly string[];
}

/**
 * The records of a file, in the format that is named, else in the one that it looks like, else in the one that its name tells.
 * Refusals name the file: `NOT_FOUND` where it cannot be read, `VALIDATION_FAILED` for what it holds.
 */
export async function readReferenceFile(file: string, options: Partial<ReadOptions> = {}): Promise<ReferenceFile> {
  const { text, note } = decodeText(await bytesOf(file));
  const format = options.format ?? formatOf(file, text);
  try {
    const { rows, skippedLines } = readReferenceList(text, { format, kind: options.kind });
    const skipped =
      skippedLines === 0
        ? undefined
        : `${skippedLines} lines between the records are no part of any and were passed over.`;
    return { rows, format, notes: [note, skipped].filter((each) => each !== undefined) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw refused(file, error.message, error);
  }
}

function formatOf(file: string, text: string): ReferenceFormatName {
  const format = formatOfText(text);
  if (format) return format;
  const foreign = foreignFormat(text);
  if (foreign !== undefined) throw refused(file, foreign);
  return formatOfFile(file);
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const about = await stat(file).catch(() => undefined);
  if (!about?.isFile()) throw unreadable(file);
  if (about.size > largestFile) throw refused(file, `may have ${largestFile / 1024 / 1024} MiB at most.`);
  return readFile(file).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
}

const refused = (file: string, message: string, cause?: unknown) =>
  new DomainError('VALIDATION_FAILED', `${file}: ${message}`, { cause });

const unreadable = (file: string, cause?: unknown) =>
  new DomainError('NOT_FOUND', `${file}: is not a file that can be read.`, { cause });
