import neo4j from 'neo4j-driver';
import { DomainError } from '../../domain/errors.ts';
import { inBatches } from '../../support/in-batches.ts';
import {
  asKept,
  keptRecord,
  recordFilters,
  storedRecord,
  type KeptRecord,
  type RecordsRead,
  type RecordWrite,
  type StoredRecord,
} from '../record.ts';
import type { Row, Run } from './connection.ts';
import { recordLabel } from './names.ts';
import { matchUnique, indexHint } from './index-hint.ts';

/** The one property by which a record is unique: no type has a space in it. */
const keyOf = ({ type, id }: Pick<StoredRecord, 'type' | 'id'>) => `${type} ${id}`;

/** Setting a property takes the write lock, so a version is read once nobody else can change it. */
const lock = `UNWIND $keys AS key MERGE (r:${recordLabel} {key: key}) SET r.turn = coalesce(r.turn, 0) + 1 WITH r, key RETURN key, r.version AS version`;
const put = `UNWIND $rows AS row ${matchUnique('r', recordLabel, 'key', 'row.key')} SET r = row`;

/**
 * Writes records inside a transaction. They are locked one by one, in the order of their keys, so that those who write the
 * same ones wait for each other and never in a ring. What a refused write leaves behind goes with its transaction.
 */
export async function writeRecords(run: Run, records: readonly RecordWrite[]): Promise<void> {
  if (records.length === 0) return;
  const found = await run<{ key: string; version: number | null }>(lock, {
    keys: [...new Set(records.map(keyOf))].toSorted(),
  });
  const present = new Map(
    found.flatMap(({ key, version }) => (typeof version === 'number' ? [[key, version] as const] : [])),
  );
  const rows = new Map<string, Row>();
  for (const write of records) {
    const key = keyOf(write);
    const kept = keptRecord(write, present.get(key));
    present.set(key, kept.version);
    rows.set(key, { ...kept, key, version: neo4j.int(kept.version) });
  }
  await run(put, { rows: [...rows.values()] });
}

const restore = `UNWIND $rows AS row CREATE (r:${recordLabel}) SET r = row`;

/** Keeps records as another store kept them, each of which is new here. */
export async function restoreRecords(run: Run, records: readonly StoredRecord[]): Promise<void> {
  for (const batch of inBatches(records, recordsPage)) {
    const rows = batch.map((record) => ({ ...asKept(record), key: keyOf(record), version: neo4j.int(record.version) }));
    await run(restore, { rows });
  }
}

/** Records read at a time. */
const recordsPage = 1_000;
/** How often all are read at most until nobody has written any meanwhile. */
const mostReadings = 20;
const page = `MATCH (r:${recordLabel}) ${indexHint('r', recordLabel, 'key')} WHERE r.key > $after WITH r ORDER BY r.key LIMIT $first RETURN properties(r) AS record`;

/**
 * Every record in order of type and id, as of one moment. Who writes records takes no turn, so they are read until two
 * readings in a row are alike: between them nothing was written, and all was so.
 */
export async function allRecords(run: Run): Promise<readonly StoredRecord[]> {
  let before = await readAll(run);
  for (let readings = 1; readings < mostReadings; readings += 1) {
    const records = await readAll(run);
    if (areAlike(before, records)) return records;
    before = records;
  }
  throw new DomainError(
    'VERSION_CONFLICT',
    'Records are being written faster than they can be read: back up at a quieter time.',
  );
}

async function readAll(run: Run): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  for (let rows: readonly RecordRow[] | undefined; rows === undefined || rows.length === recordsPage;) {
    const after = rows?.at(-1)?.record.key ?? '';
    rows = await run<RecordRow>(page, { after, first: neo4j.int(recordsPage) });
    for (const row of rows) records.push(recordOfRow(row));
  }
  return records;
}

const areAlike = (ones: readonly StoredRecord[], others: readonly StoredRecord[]): boolean =>
  ones.length === others.length &&
  ones.every((one, at) => {
    const other = others[at];
    return one.type === other?.type && one.id === other.id && one.version === other.version;
  });

interface RecordRow {
  readonly record: KeptRecord & { readonly key: string };
}

export async function recordById(ask: Run, named: Pick<StoredRecord, 'type' | 'id'>): Promise<StoredRecord | null> {
  const [row] = await ask<RecordRow>(`${matchUnique('r', recordLabel, 'key', '$key')} RETURN properties(r) AS record`, {
    key: keyOf(named),
  });
  return row ? recordOfRow(row) : null;
}

const several = `UNWIND $keys AS key ${matchUnique('r', recordLabel, 'key', 'key')} RETURN properties(r) AS record`;

export async function recordsById(ask: Run, type: string, ids: readonly string[]): Promise<readonly StoredRecord[]> {
  const rows = await ask<RecordRow>(several, { keys: [...new Set(ids)].map((id) => keyOf({ type, id })) });
  return rows.map(recordOfRow);
}

/** The first filter chooses the index, whose order is that of the page; the others look at the rows that it finds. */
export async function recordsOf(ask: Run, read: RecordsRead): Promise<readonly StoredRecord[]> {
  const rows = await ask<RecordRow>(recordsText(read), {
    ...read,
    after: read.after ?? '',
    first: neo4j.int(read.first),
  });
  return rows.map(recordOfRow);
}

function recordsText(read: RecordsRead): string {
  const [first, ...others] = recordFilters.filter((name) => read[name] !== undefined);
  const columns = ['type', ...(first === undefined ? [] : [first]), 'place'];
  const equal = (name: string) => `r.${name} = $${name}`;
  const indexed = [...columns.slice(0, -1).map(equal), 'r.place > $after'].join(' AND ');
  const remaining = others.length === 0 ? '' : `WITH r WHERE ${others.map(equal).join(' AND ')} `;
  const order = columns.map((name) => `r.${name}`).join(', ');
  return (
    `MATCH (r:${recordLabel}) ${indexHint('r', recordLabel, ...columns)} WHERE ${indexed} ${remaining}` +
    `WITH r ORDER BY ${order} LIMIT $first RETURN properties(r) AS record`
  );
}

/** Null leaves its property out. */
function recordOfRow({ record }: RecordRow): StoredRecord {
  const { key: _, ...kept } = record;
  return storedRecord({ ...kept, subject: kept.subject ?? null });
}
