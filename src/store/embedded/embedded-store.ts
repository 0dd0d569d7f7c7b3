import { setImmediate } from 'node:timers/promises';
import { abortError, DomainError } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import type { Change, ChangeSet, WriteProgress, WriteResult } from '../change-set.ts';
import { FilterSizes } from '../filter-sizes.ts';
import { contentsInPages } from '../contents-in-pages.ts';
import type { HistoryHead, KeptChange, KeptHistoryRead } from '../history-chain.ts';
import type { RecordsRead, StoredRecord } from '../record.ts';
import type { Reached, ReachPlan, ReadAnswer, ReadPlan } from '../read-plan.ts';
import type {
  HistoryPage,
  RecordsAtOnce,
  Store,
  StoreContents,
  StoreCounts,
  StoredHeader,
  StoreDescription,
  StoredNode,
  StoreHealth,
  Rendered,
  RenderRequest,
} from '../store.ts';
import { valuesFor } from '../read/bound-values.ts';
import { rowsIn, rowsProgram } from '../read/rows-program.ts';
import { matchExpression } from './compile-filter.ts';
import { compileFlatStatement, compileStatement, type CompiledStatement } from './compile-statement.ts';
import { contentsPage } from './contents.ts';
import { countsOf } from './counts.ts';
import { embeddedReach } from './embedded-reach.ts';
import { EventLoopTurns } from './event-loop-turns.ts';
import { EmbeddedWriter } from './embedded-writer.ts';
import { GroupCommit } from './group-commit.ts';
import { changesOf, historyHeadOf, keptHistoryOf } from './history.ts';
import { nodeTable } from './names.ts';
import type { Connection } from './connection.ts';
import { openDatabase } from './open-database.ts';
import { copyInto } from './copy-into.ts';
import { metaOf } from './meta.ts';
import { allRecords, recordById, recordsById, recordsOf } from './records.ts';
import { restoreContents } from './restore-contents.ts';
import { Statements } from './statements.ts';

export interface EmbeddedStoreOptions {
  readonly model: Model;
  /** A file path, or `:memory:`. */
  readonly file: string;
  /** Nothing is written, and the file is taken as it is: another process has brought it up to the model. */
  readonly readOnly?: boolean;
  /** Sees every statement text before it runs; tests count with it. */
  readonly observe?: (statement: string) => void;
}

/** The store in one SQLite file: no set-up, and no kinder than Neo4j. */
export function openEmbeddedStore(options: EmbeddedStoreOptions): Store {
  return new EmbeddedStore(options, openDatabase(options));
}

/** Between pages of a long read: others are answered, and what the library holds outside of JavaScript is freed. */
const aTurn = () => setImmediate();

class EmbeddedStore implements Store {
  readonly description: StoreDescription;
  readonly model: Model;
  readonly isBlocking = true;
  readonly #database: Connection;
  readonly #sql: Statements;
  /** For what is no statement of a read. */
  readonly #unobserved: Statements;
  readonly #commits: GroupCommit;
  readonly #turns = new EventLoopTurns();
  #sizes: { readonly at: number; readonly value: FilterSizes } | undefined;
  #open = true;

  constructor({ model, file, observe }: EmbeddedStoreOptions, database: Connection) {
    this.model = model;
    this.description = { engine: 'embedded', location: file };
    this.#database = database;
    this.#sql = new Statements(database, observe);
    this.#unobserved = new Statements(database);
    this.#commits = new GroupCommit(database);
  }

  /** SQLite answers within the call, so a signal can only be heeded before and after the statement. */
  async read(plan: ReadPlan, signal?: AbortSignal): Promise<ReadAnswer> {
    await this.#turns.due();
    return this.#reading(signal, () => {
      const compiled = this.#compile({ plan, program: rowsProgram(plan) });
      return rowsIn(compiled.write(this.#answerRow(compiled, plan).answer, plan));
    });
  }

  async render(request: RenderRequest, signal?: AbortSignal): Promise<Rendered | undefined> {
    const compiled = this.#translating(() => request.planKey.compiledBy(this, () => this.#compile(request)));
    const { answer, graphVersion } = this.#reading(signal, () => this.#answerRow(compiled, request.plan));
    const text = compiled.write(answer, request.plan);
    return text === undefined ? undefined : { text, graphVersion };
  }

  /** What is too deep for SQLite's parser is read flat. */
  #compile(request: Pick<RenderRequest, 'plan' | 'program'>): CompiledStatement {
    const compiling = { model: this.model, sizes: () => this.#filterSizes() };
    const compiled = compileStatement(compiling, request);
    // The text that was prepared, and not one more that is the same: operations that differ in aliases share it.
    const text = this.#sql.prepare(compiled.text);
    return text === undefined ? compileFlatStatement(compiling, request) : { ...compiled, text };
  }

  #answerRow({ text, values }: CompiledStatement, plan: ReadPlan): AnswerRow {
    const row = this.#sql.get<AnswerRow>(text, valuesFor(values, plan));
    if (!row) throw new TypeError('A read answers with one row.');
    return row;
  }

  async reach(plan: ReachPlan, signal?: AbortSignal): Promise<Reached> {
    await this.#turns.due();
    return this.#reading(signal, () => embeddedReach(this.model, this.#sql, plan));
  }

  async write(changes: ChangeSet, progress?: (done: WriteProgress) => void): Promise<WriteResult> {
    this.#refuseClosed();
    try {
      return await this.#commits.run(
        () => new EmbeddedWriter(this.model, this.#sql).apply(changes, progress),
        isSmall(changes),
      );
    } catch (cause) {
      throw translated(cause);
    }
  }

  async changes(after: number, first: number, signal?: AbortSignal): Promise<readonly Change[]> {
    return this.#reading(signal, () => changesOf(this.#sql, { after, first }));
  }

  async historyOf(nodeId: string, page: HistoryPage, signal?: AbortSignal): Promise<readonly Change[]> {
    return this.#reading(signal, () => changesOf(this.#sql, page, nodeId));
  }

  async historyHead(): Promise<HistoryHead> {
    return this.#reading(undefined, () => historyHeadOf(this.#sql));
  }

  async keptHistory(read: KeptHistoryRead): Promise<readonly KeptChange[]> {
    await aTurn();
    return this.#reading(undefined, () => keptHistoryOf(this.#sql, read));
  }

  contents(): AsyncIterable<readonly StoredNode[]> {
    return this.#contents(null);
  }

  packageContents(reviewPackage: string): AsyncIterable<readonly StoredNode[]> {
    return this.#contents(reviewPackage);
  }

  #contents(reviewPackage: string | null): AsyncIterable<readonly StoredNode[]> {
    return contentsInPages(this.model, async (page) => {
      await aTurn();
      return this.#reading(undefined, () => contentsPage(this.#sql, this.model, { ...page, reviewPackage }));
    });
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
    return this.#reading(signal, () => recordById(this.#sql, { type, id }));
  }

  async recordsById(type: string, ids: readonly string[], signal?: AbortSignal): Promise<readonly StoredRecord[]> {
    return this.#reading(signal, () => recordsById(this.#sql, type, ids));
  }

  async records(read: RecordsRead, signal?: AbortSignal): Promise<readonly StoredRecord[]> {
    return this.#reading(signal, () => recordsOf(this.#sql, read));
  }

  async found(words: readonly string[], most: number, signal?: AbortSignal): Promise<number> {
    const text = 'SELECT count(*) AS found FROM (SELECT rowid FROM search WHERE search MATCH ? LIMIT ?)';
    const values = [matchExpression(words), most];
    return this.#reading(signal, () => this.#unobserved.all<{ found: number }>(text, values)[0]?.found ?? 0);
  }

  async counts(signal?: AbortSignal): Promise<StoreCounts> {
    return this.#reading(signal, () => countsOf(this.#sql, this.model));
  }

  /** They choose the way of a statement and nothing else, so they may be a second old. */
  #filterSizes(): FilterSizes {
    const now = Date.now();
    if (!this.#sizes || now - this.#sizes.at > 1_000)
      this.#sizes = { at: now, value: new FilterSizes(this.model, countsOf(this.#unobserved, this.model)) };
    return this.#sizes.value;
  }

  async ping(): Promise<StoreHealth> {
    return this.#reading(undefined, () => {
      const value = (name: string) => `(SELECT value FROM meta WHERE name = '${name}') AS ${name}`;
      const text = `SELECT ${value('schemaVersion')}, ${value('graphVersion')}`;
      const { schemaVersion = 0, graphVersion = 0 } = this.#sql.get<StoreHealth>(text) ?? {};
      return { schemaVersion, graphVersion };
    });
  }

  /** Both in one transaction, in which SQLite shows one state of the file. */
  async recordsAtOnce(): Promise<RecordsAtOnce> {
    return this.#reading(undefined, () => {
      this.#database.exec('BEGIN');
      try {
        return { place: metaOf(this.#unobserved), records: allRecords(this.#unobserved) };
      } finally {
        this.#database.exec('COMMIT');
      }
    });
  }

  /** On a connection of its own, whose half-done work nobody sees; memory has one connection only. */
  async restore(contents: StoreContents, signal?: AbortSignal): Promise<void> {
    this.#refuseClosed();
    const { model, description } = this;
    const file = description.location;
    const isMemory = file === ':memory:';
    const database = isMemory ? this.#database : openDatabase({ file, model });
    try {
      await restoreContents({ model, database, where: `The store file ${file}`, signal }, contents);
    } catch (cause) {
      throw translated(cause);
    } finally {
      if (!isMemory) database.close();
    }
  }

  async copyTo(file: string): Promise<void> {
    this.#refuseClosed();
    copyInto(this.description.location, file);
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#commits.flush();
    this.#database.close();
    this.#open = false;
  }

  #reading<Value>(signal: AbortSignal | undefined, work: () => Value): Value {
    assertNotAborted(signal);
    const value = this.#translating(work);
    assertNotAborted(signal);
    return value;
  }

  #translating<Value>(work: () => Value): Value {
    this.#refuseClosed();
    try {
      return work();
    } catch (cause) {
      throw translated(cause);
    }
  }

  #refuseClosed(): void {
    if (!this.#open) throw new DomainError('DATABASE_UNAVAILABLE', 'The store is closed.');
  }
}

interface AnswerRow {
  readonly answer: string;
  readonly graphVersion: number;
}

/** What a caller's own stream throws is the caller's. */
function translated(cause: unknown): unknown {
  if (!isDatabaseError(cause)) return cause;
  return new DomainError('DATABASE_UNAVAILABLE', 'The store file could not be read or written.', { cause });
}

/** Most nodes, edges and records of a change that may share a commit. */
const mostOfSmall = 1_000;

/** Streams may be of any length. */
function isSmall({ nodes, edges, removedEdges, removedNodes, records = [] }: ChangeSet): boolean {
  const parts = [nodes, edges, removedEdges, removedNodes, records];
  return parts.every(Array.isArray) && parts.reduce((sum, { length }) => sum + length, 0) <= mostOfSmall;
}

const isDatabaseError = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE');

function assertNotAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError(signal);
}
