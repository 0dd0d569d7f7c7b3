import { z } from 'zod';
import { isPlainText } from '../domain/attribute-schema.ts';
import { validationFailed } from '../domain/errors.ts';
import { problemsOf } from '../domain/problems-of-issue.ts';
import { absent, duplicate, versionConflict } from './refusals.ts';

/**
 * Side records are kept beside the graph, in its transactions and never in its answers: a proposal, a key. The store knows by
 * whom and about what it is, so that lists of it are looked up; the rest is `data`, which only its own room understands.
 */
export interface StoredRecord {
  /** What it is, in lower-case words joined by hyphens: `api-key`. An id belongs to one type. */
  readonly type: string;
  readonly id: string;
  /** 1 for a new one, one more with each write. */
  readonly version: number;
  readonly status: string;
  /** Whose it is. */
  readonly owner: string;
  /** The time by which its lists are ordered: ISO 8601, UTC, with milliseconds. */
  readonly at: string;
  /** What it is about, for example the id of a claim or a DOI. */
  readonly subject: string | null;
  readonly data: RecordData;
}

/** A JSON object. */
export type RecordData = Readonly<Record<string, unknown>>;

/** The full record as it is to be. `expectedVersion` as for nodes, with the same refusals. */
export interface RecordWrite extends Omit<StoredRecord, 'version'> {
  readonly expectedVersion: number;
}

/** A record as it was read, with what is to differ: refused where somebody wrote it in the meantime. */
export const rewritten = ({ version, ...record }: StoredRecord, changes: Partial<RecordWrite>): RecordWrite => ({
  ...record,
  ...changes,
  expectedVersion: version,
});

/** A page of the records of one type, in order of `at`, then id. */
export interface RecordsRead {
  readonly type: string;
  readonly status?: string;
  readonly owner?: string;
  readonly subject?: string;
  /** The {@link placeOfRecord} of the last record seen, or null for the first page. */
  readonly after: string | null;
  /** Most records in the answer. */
  readonly first: number;
}

/** Where a record stands in its lists; all times are of one length, so texts compare as their parts do. */
export const placeOfRecord = ({ at, id }: Pick<StoredRecord, 'at' | 'id'>) => `${at} ${id}`;

/** A record as engines keep it: `data` as JSON text, and its place in lists. */
export type KeptRecord = Omit<StoredRecord, 'data'> & { readonly data: string; readonly place: string };

const text = z
  .string()
  .min(1)
  .max(500)
  .refine(isPlainText, { error: 'must be text without control characters or broken characters' });

const recordSchema = z.strictObject({
  type: z.string().regex(/^[a-z]+(-[a-z]+)*$/u, { error: 'must be lower-case words joined by hyphens' }),
  // Part of its place, and engines agree on the order of ASCII only.
  id: z.string().regex(/^[!-~]{1,200}$/u, { error: 'must be 1 to 200 ASCII characters without spaces' }),
  expectedVersion: z.int().min(0),
  status: text,
  owner: text,
  at: z.iso.datetime({ precision: 3, error: 'must be a time such as 2026-01-31T12:00:00.000Z' }),
  subject: text.nullable(),
  data: z.record(z.string(), z.json()),
});

/** Checks a record, and that it is `present` at the expected version; what comes out is ready to be kept. */
export function keptRecord(write: RecordWrite, present: number | undefined): KeptRecord {
  const name = nameOf(write);
  const parsed = recordSchema.safeParse(write);
  if (!parsed.success) {
    const problems = problemsOf(parsed.error, recordSchema, write);
    throw validationFailed(problems.map(({ path, message }) => ({ path: `${name} ${path}`, message })));
  }
  const { expectedVersion, ...record } = parsed.data;
  if (expectedVersion === 0 && present !== undefined) throw duplicate(name);
  if (expectedVersion > 0 && present === undefined) throw absent(name);
  if (expectedVersion !== (present ?? 0)) throw versionConflict(name, expectedVersion, present ?? 0);
  return asKept({ ...record, version: expectedVersion + 1 });
}

/** A record as it is kept. Undone by {@link storedRecord}. */
export const asKept = (record: StoredRecord): KeptRecord => ({
  ...record,
  data: JSON.stringify(record.data),
  place: placeOfRecord(record),
});

/** The data of a record, for the room that wrote it and knows what it is. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names what it wrote
export function dataOf<Data extends object>({ data }: Pick<StoredRecord, 'data'>): Data;
export function dataOf({ data }: Pick<StoredRecord, 'data'>): object {
  return data;
}

/** What a record is about, of a type whose records are all about something. */
export function subjectOf({ type, id, subject }: StoredRecord): string {
  if (subject === null) throw new TypeError(`The ${type} ${id} is about nothing.`);
  return subject;
}

/** Undoes {@link asKept}. */
export function storedRecord(kept: KeptRecord): StoredRecord {
  const { place: _, data, ...record } = kept;
  return { ...record, data: JSON.parse(data) as RecordData };
}

const nameOf = ({ type, id }: RecordWrite) => `${type} ${id}`;

/** Filters of lists, the one that leaves the fewest first: an engine looks up by the first that is given. */
export const recordFilters = ['subject', 'owner', 'status'] as const;
