import { DomainError } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import { orderOfKey } from '../../domain/order.ts';
import { traversalsOf } from '../../domain/model.ts';
import type { Change, ChangeSet, EdgeWrite, WriteProgress, WriteResult } from '../change-set.ts';
import type { RecordsRead, StoredRecord } from '../record.ts';
import type { Reached, ReachPlan, ReadAnswer, ReadPlan } from '../read-plan.ts';
import type {
  HistoryPage,
  Store,
  StoreCounts,
  StoredHeader,
  StoreDescription,
  StoredNode,
  StoreHealth,
  TextAnswer,
  TextRead,
} from '../store.ts';
import { fingerprintOf, keyReused, replayable } from '../write-rules.ts';
import { writeText } from '../write-text.ts';
import { compileRead } from './compile-read.ts';
import { CompiledTexts } from './compiled-texts.ts';
import { embeddedReach } from './embedded-reach.ts';
import { EmbeddedWriter } from './embedded-writer.ts';
import { attributesOfEdge, attributesOfRow } from './node-row.ts';
import { nodeTable } from './names.ts';
import { openDatabase, type Connection } from './open-database.ts';
import { recordOf, recordsById, recordsOf } from './records.ts';
import { Statements } from './statements.ts';

export interface EmbeddedStoreOptions {
  readonly model: Model;
  /** A file path, or `:memory:`. */
  readonly file: string;
  /** Sees every statement text before it runs; tests count with it. */
  readonly observe?: (statement: string) => void;
}

/** The store in one SQLite file: no set-up, and no kinder than Neo4j. */
export function openEmbeddedStore(options: EmbeddedStoreOptions): Store {
  return new EmbeddedStore(options, openDatabase(options.file, options.model));
}

/** How many nodes `packageContents` hands over at a time. */
const batchSize = 1000;

class EmbeddedStore implements Store {
  readonly description: StoreDescription;
  readonly model: Model;
  readonly #database: Connection;
  readonly #sql: Statements;
  readonly #texts: CompiledTexts;
  #open = true;

  constructor({ model, file, observe }: EmbeddedStoreOptions, database: Connection) {
    this.model = model;
    this.description = { engine: 'embedded', location: file };
    this.#database = database;
    this.#sql = new Statements(database, observe);
    this.#texts = new CompiledTexts(model, this.#sql);
  }

  /** SQLite answers within the call, so a signal can only be heeded before and after the statement. */
  async read(plan: ReadPlan, signal?: AbortSignal): Promise<ReadAnswer> {
    return this.#readAnswer(plan, signal).answer;
  }

  #readAnswer(plan: ReadPlan, signal: AbortSignal | undefined): { answer: ReadAnswer; graphVersion: number } {
    return this.#reading(signal, () => {
      const { text, values, decode } = compileRead(this.model, plan);
      const { answer, graphVersion } = this.#answerRow(text, values);
      return { answer: decode(answer), graphVersion };
    });
  }

  /** What is too deep for SQLite's parser, or nothing that SQL can write, is read and written in code. */
  async readText(request: TextRead, signal?: AbortSignal): Promise<TextAnswer | undefined> {
    const compiled = this.#translating(() => this.#texts.of(request));
    const { answer, graphVersion } = compiled
      ? this.#reading(signal, () => this.#answerRow(compiled.text, compiled.values.of(request.plan)))
      : this.#readAnswer(request.plan, signal);
    const text =
      typeof answer === 'string'
        ? compiled?.finish(answer, request.plan)
        : writeText(request.text, request.plan, answer);
    return text === undefined ? undefined : { text, graphVersion };
  }

  #answerRow(text: string, values: readonly unknown[]): { readonly answer: string; readonly graphVersion: number } {
    const row = this.#sql.get<{ answer: string; graphVersion: number }>(text, values);
    if (!row) throw new TypeError('A read answers with one row.');
    return row;
  }

  async reach(plan: ReachPlan, signal?: AbortSignal): Promise<Reached> {
    return this.#reading(signal, () => embeddedReach(this.model, this.#sql, plan));
  }

  async write(changes: ChangeSet, progress?: (done: WriteProgress) => void): Promise<WriteResult> {
    return this.#translating(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const result = this.#applyOnce(replayable(changes), progress);
        this.#database.exec('COMMIT');
        return result;
      } catch (error) {
        // After some failures SQLite has rolled back by itself.
        if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  #applyOnce(changes: ChangeSet, progress?: (done: WriteProgress) => void): WriteResult {
    const key = changes.idempotencyKey;
    if (key === undefined) return new EmbeddedWriter(this.model, this.#sql).apply(changes, progress);
    const fingerprint = fingerprintOf(changes);
    const receipt = this.#sql.get<{ fingerprint: string; result: string }>(
      'SELECT fingerprint, result FROM receipt WHERE key = ?',
      [key],
    );
    if (receipt && receipt.fingerprint !== fingerprint) throw keyReused(key);
    if (receipt) return { ...(JSON.parse(receipt.result) as WriteResult), repeated: true };
    const result = new EmbeddedWriter(this.model, this.#sql).apply(changes, progress);
    this.#sql.run('INSERT INTO receipt (key, fingerprint, result) VALUES (?, ?, ?)', [
      key,
      fingerprint,
      JSON.stringify(result),
    ]);
    return result;
  }

  async changes(after: number, first: number, signal?: AbortSignal): Promise<readonly Change[]> {
    return this.#reading(signal, () => {
      const rows = this.#sql.all<{ entry: string }>(
        'SELECT entry FROM change WHERE sequence > ? ORDER BY sequence LIMIT ?',
        [after, first],
      );
      return rows.map(({ entry }) => JSON.parse(entry) as Change);
    });
  }

  async historyOf(nodeId: string, { after, first }: HistoryPage, signal?: AbortSignal): Promise<readonly Change[]> {
    return this.#reading(signal, () => {
      const rows = this.#sql.all<{ entry: string }>(
        'SELECT entry FROM change WHERE node_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
        [nodeId, after, first],
      );
      return rows.map(({ entry }) => JSON.parse(entry) as Change);
    });
  }

  async *packageContents(reviewPackage: string): AsyncIterable<readonly StoredNode[]> {
    // All ids of a kind begin with its prefix, so kinds in order of their prefixes give ids in order.
    const kinds = Object.entries(this.model.kinds).toSorted(([, one], [, other]) =>
      `${one.prefix}:` < `${other.prefix}:` ? -1 : 1,
    );
    for (const [kind] of kinds) {
      let after = '';
      for (;;) {
        const rows = this.#reading(undefined, () => this.#packageRows(reviewPackage, kind, after));
        if (rows.length > 0) yield rows.map((row) => this.#storedNode(kind, row));
        if (rows.length < batchSize) break;
        after = String(rows.at(-1)?.['id']);
      }
    }
  }

  #packageRows(reviewPackage: string, kind: string, after: string) {
    const text = `SELECT * FROM ${nodeTable(kind)} WHERE "reviewPackage" = ? AND id > ? ORDER BY id LIMIT ${batchSize}`;
    return this.#sql.all<Record<string, unknown>>(text, [reviewPackage, after]);
  }

  #storedNode(kind: string, row: Readonly<Record<string, unknown>>): StoredNode {
    const id = String(row['id']);
    const types = new Set(
      traversalsOf(this.model, kind)
        .filter(({ direction }) => direction === 'forward')
        .map(({ type }) => type),
    );
    const edges = [...types].flatMap((type) =>
      this.#sql
        .all<Record<string, string>>(
          'SELECT edge.*, node.id AS "to" FROM edge CROSS JOIN node ON node.seq = edge.dst WHERE type = ? AND src = ? ORDER BY key',
          [type, row['seq']],
        )
        .map((edge) => this.#edgeOf(id, edge)),
    );
    const { version, status } = row as { version: number; status: StoredNode['status'] };
    return { id, kind, version, status, attributes: attributesOfRow(this.model, kind, row), edges };
  }

  #edgeOf(from: string, row: Readonly<Record<string, string>>): EdgeWrite {
    const { relationship = '', to = '', key = '' } = row;
    const attributes = attributesOfEdge(this.model, relationship, row);
    return { relationship, from, to, order: orderOfKey(key), attributes };
  }

  async headers(ids: readonly string[]): Promise<readonly StoredHeader[]> {
    return this.#reading(undefined, () => {
      const found = this.#sql.all<{ seq: number; kind: string }>(
        'SELECT seq, kind FROM node WHERE id IN (SELECT value FROM json_each(?))',
        [JSON.stringify(ids)],
      );
      return [...new Set(found.map(({ kind }) => kind))].flatMap((kind) =>
        this.#headersOf(
          kind,
          found.filter((node) => node.kind === kind),
        ),
      );
    });
  }

  #headersOf(kind: string, nodes: readonly { readonly seq: number }[]): StoredHeader[] {
    const text = `SELECT id, label, status, version, "createdAt", "updatedAt", "reviewPackage", ? AS kind FROM ${nodeTable(kind)} WHERE seq IN (SELECT value FROM json_each(?))`;
    return this.#sql.all<StoredHeader>(text, [kind, JSON.stringify(nodes.map(({ seq }) => seq))]);
  }

  async record(type: string, id: string, signal?: AbortSignal): Promise<StoredRecord | null> {
    return this.#reading(signal, () => recordOf(this.#sql, { type, id }));
  }

  async recordsById(type: string, ids: readonly string[], signal?: AbortSignal): Promise<readonly StoredRecord[]> {
    return this.#reading(signal, () => recordsById(this.#sql, type, ids));
  }

  async records(read: RecordsRead, signal?: AbortSignal): Promise<readonly StoredRecord[]> {
    return this.#reading(signal, () => recordsOf(this.#sql, read));
  }

  async counts(signal?: AbortSignal): Promise<StoreCounts> {
    return this.#reading(signal, () => {
      const totals = new Map(
        this.#sql
          .all<{ what: string; name: string; total: number }>('SELECT what, name, total FROM total')
          .map(({ what, name, total }) => [`${what} ${name}`, total]),
      );
      const nodes = Object.keys(this.model.kinds).map((kind) => [kind, totals.get(`node ${kind}`) ?? 0]);
      const edges = this.model.relationships.map(({ name }) => [name, totals.get(`edge ${name}`) ?? 0]);
      return {
        nodes: Object.fromEntries(nodes) as Record<string, number>,
        edges: Object.fromEntries(edges) as Record<string, number>,
      };
    });
  }

  async ping(): Promise<StoreHealth> {
    return this.#reading(undefined, () => {
      const value = (name: string) => `(SELECT value FROM meta WHERE name = '${name}') AS ${name}`;
      const text = `SELECT ${value('schemaVersion')}, ${value('graphVersion')}`;
      const { schemaVersion = 0, graphVersion = 0 } = this.#sql.get<StoreHealth>(text) ?? {};
      return { schemaVersion, graphVersion };
    });
  }

  async close(): Promise<void> {
    if (this.#open) this.#database.close();
    this.#open = false;
  }

  #reading<Value>(signal: AbortSignal | undefined, work: () => Value): Value {
    refuseAborted(signal);
    const value = this.#translating(work);
    refuseAborted(signal);
    return value;
  }

  #translating<Value>(work: () => Value): Value {
    if (!this.#open) throw new DomainError('DATABASE_UNAVAILABLE', 'The store is closed.');
    try {
      return work();
    } catch (cause) {
      // What a caller's own stream throws is the caller's.
      if (!isDatabaseError(cause)) throw cause;
      throw new DomainError('DATABASE_UNAVAILABLE', 'The store file could not be read or written.', { cause });
    }
  }
}

const isDatabaseError = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE');

function refuseAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
  throw new DomainError(
    late ? 'DEADLINE_EXCEEDED' : 'CANCELLED',
    late ? 'The answer was not ready by its deadline.' : 'Whoever asked is gone.',
  );
}
