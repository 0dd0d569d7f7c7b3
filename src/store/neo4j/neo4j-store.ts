import neo4j from 'neo4j-driver';
import { DomainError } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import { headerAttributes } from '../../domain/node.ts';
import type { Counters } from '../change-log.ts';
import type { Change, ChangeSet, WriteProgress, WriteResult } from '../change-set.ts';
import { headerOf, presentRows } from '../answered-nodes.ts';
import { contentsInPages } from '../contents-in-pages.ts';
import type { HistoryHead, KeptChange, KeptHistoryRead } from '../history-chain.ts';
import type { RecordsRead, RecordWrite, StoredRecord } from '../record.ts';
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
import { rowsIn, rowsProgram } from '../read/rows-program.ts';
import { UnknownOutcome } from '../unknown-outcome.ts';
import { writesRecordsOnly } from '../write-rules.ts';
import { compileStatement, type CompiledStatement } from './compile-statement.ts';
import { CompiledStatements } from './compiled-statements.ts';
import { beginTimeout, Connection, type ConnectionOptions, type Row, type Run, type Waiting } from './connection.ts';
import { contentsStatement, storedNode, type ContentsRow } from './contents.ts';
import { isConnectionLoss, isUnknownDatabase, translated } from './errors.ts';
import { findSets } from './found-sets.ts';
import { GraphSizes } from './graph-sizes.ts';
import { countContents } from './count-contents.ts';
import { changesOf, historyHeadOf, keptHistoryOf } from './history.ts';
import { fullTextQuery } from './full-text-query.ts';
import { metaId, metaLabel, searchIndex } from './names.ts';
import { locationOf, misconfigured } from './misconfigured.ts';
import { neo4jReach } from './neo4j-reach.ts';
import { Neo4jWriter } from './neo4j-writer.ts';
import { prepareSchema } from './prepare-schema.ts';
import { RecentCounts } from './recent-counts.ts';
import { WriteQueue } from './write-queue.ts';
import { allRecords, recordById, recordsById, recordsOf, writeRecords } from './records.ts';
import { restoreContents } from './restore-contents.ts';
import * as statements from './write-statements.ts';

export interface Neo4jStoreOptions extends ConnectionOptions {
  readonly model: Model;
  /** The schema is left as it is, as another process has prepared it. */
  readonly readOnly?: boolean;
  /** Others may keep nodes and edges under our names there; without it such a database is refused. */
  readonly isShared?: boolean;
}

/** To find out at the start whether the server answers; for a ping, as the port has it; for a writer's turn to come. */
const [openTimeout, pingTimeout, writeTimeout] = [5_000, 2_000, 120_000];

/** A read with the version of the graph, which is read first: an answer may be newer than it says, never older. */
const withVersion = (text: string) =>
  `OPTIONAL MATCH (m:${metaLabel} {id: '${metaId}'}) WITH m.graphVersion AS graphVersion ${text}, graphVersion`;

/**
 * The store in a Neo4j database, Community 5.26 or later. `CONFIGURATION` names the setting that keeps it from opening,
 * within 10 s; `SCHEMA_TOO_NEW` or `SCHEMA_TOO_OLD` where a release of another schema wrote it.
 */
export async function openNeo4jStore(options: Neo4jStoreOptions): Promise<Store> {
  const location = locationOf(options.uri);
  const connection = connectionTo(options);
  try {
    await connection.verify(openTimeout).catch((cause: unknown) => {
      throw misconfigured(location, cause);
    });
    if (!options.readOnly)
      await prepareSchema(connection, options.model, { location, isShared: options.isShared ?? false });
  } catch (error) {
    await connection.close(500);
    throw isUnknownDatabase(error) ? misconfigured(location, error) : translated(error);
  }
  return new Neo4jStore(options, { engine: 'neo4j', location }, connection);
}

function connectionTo(options: Neo4jStoreOptions): Connection {
  try {
    return new Connection(options);
  } catch (cause) {
    throw new DomainError(
      'CONFIGURATION',
      'NEO4J_URI must be an address such as bolt://localhost:7687 or neo4j+s://example.org.',
      { cause },
    );
  }
}

class Neo4jStore implements Store {
  readonly model: Model;
  readonly description: StoreDescription;
  readonly isBlocking = false;
  readonly #connection: Connection;
  readonly #statements: CompiledStatements;
  readonly #sizes: GraphSizes;
  readonly #isShared: boolean;
  /** Where others use our names too. */
  readonly #ownCounts: RecentCounts | undefined;
  readonly #turns = new WriteQueue(beginTimeout);

  constructor({ model, isShared = false }: Neo4jStoreOptions, description: StoreDescription, connection: Connection) {
    this.model = model;
    this.#isShared = isShared;
    this.description = description;
    this.#connection = connection;
    this.#statements = new CompiledStatements(model, isShared);
    this.#sizes = new GraphSizes(model, () => this.#count({ isOwn: true }));
    this.#ownCounts = isShared ? new RecentCounts(() => this.#count({}, isShared)) : undefined;
  }

  async read(plan: ReadPlan, signal?: AbortSignal): Promise<ReadAnswer> {
    const compiling = { sizes: this.#sizes.last, isShared: this.#isShared };
    const compiled = compileStatement(this.model, { plan, program: rowsProgram(plan) }, compiling);
    const { answer } = await this.#readStatement({ ...compiled, parameters: compiled.parametersOf(plan) }, signal);
    return rowsIn(compiled.write(answer, plan));
  }

  async render({ planKey, plan, program }: RenderRequest, signal?: AbortSignal): Promise<Rendered | undefined> {
    const compiled = this.#statements.of({ planKey, plan, program }, this.#sizes.last);
    const statement = { ...compiled, text: withVersion(compiled.text), parameters: compiled.parametersOf(plan) };
    const { answer, graphVersion } = await this.#readStatement(statement, signal);
    const text = compiled.write(answer, plan);
    return text === undefined ? undefined : { text, graphVersion: graphVersion ?? 0 };
  }

  async #readStatement(
    { text, parameters, sets }: Pick<CompiledStatement, 'text' | 'sets'> & { readonly parameters: Row },
    signal?: AbortSignal,
  ): Promise<AnswerRow> {
    if (sets.isSized) this.#sizes.refresh();
    if (!sets.isLarge) return onlyRow(await this.#read<AnswerRow>(text, parameters, signal));
    let first: number | null | undefined;
    const run: Run = async <Found extends object>(query: string, values: Row) => {
      const rows = await this.#read<Found & Pick<AnswerRow, 'graphVersion'>>(withVersion(query), values, signal);
      first ??= rows[0]?.graphVersion;
      return rows;
    };
    const found = await findSets(run, sets, parameters);
    const row = onlyRow(await this.#read<AnswerRow>(text, { ...parameters, sets: found }, signal));
    // An answer may be newer than it says, never older than its sets.
    return { ...row, graphVersion: first ?? row.graphVersion };
  }

  async reach(plan: ReachPlan, signal?: AbortSignal): Promise<Reached> {
    return this.#connection.readTogether({ signal }, (run) => neo4jReach(this.model, run, plan));
  }

  async write(changes: ChangeSet, progress?: (done: WriteProgress) => void): Promise<WriteResult> {
    const { records = [] } = changes;
    const recordsOnly = writesRecordsOnly(changes);
    const write = () =>
      this.#translating(
        this.#connection
          .write(writeTimeout, (run) =>
            recordsOnly ? this.#writeRecords(run, records) : this.#apply(run, changes, progress),
          )
          .catch((error: unknown) => {
            throw isConnectionLoss(error) ? new UnknownOutcome(error) : error;
          }),
      );
    return recordsOnly ? write() : this.#turns.take(write);
  }

  async #apply(run: Run, changes: ChangeSet, progress?: (done: WriteProgress) => void): Promise<WriteResult> {
    const before = await this.#takeTurn(run);
    return new Neo4jWriter({ model: this.model, run, changes, before, progress }).apply();
  }

  /** Records alone take no turn: whoever writes others, or the graph, need not wait. */
  async #writeRecords(run: Run, records: readonly RecordWrite[]): Promise<WriteResult> {
    const [[counters]] = await Promise.all([run(statements.counters, {}), writeRecords(run, records)]);
    return { graphVersion: Number(counters?.['graphVersion'] ?? 0), versions: {} };
  }

  changes(after: number, first: number, signal?: AbortSignal): Promise<readonly Change[]> {
    return changesOf(this.#asking(signal), { after, first });
  }

  historyOf(nodeId: string, page: HistoryPage, signal?: AbortSignal): Promise<readonly Change[]> {
    return changesOf(this.#asking(signal), page, nodeId);
  }

  historyHead(): Promise<HistoryHead> {
    return historyHeadOf(this.#asking());
  }

  keptHistory(read: KeptHistoryRead): Promise<readonly KeptChange[]> {
    return keptHistoryOf(this.#asking(), read);
  }

  contents(): AsyncIterable<readonly StoredNode[]> {
    return this.#contents(null);
  }

  packageContents(reviewPackage: string): AsyncIterable<readonly StoredNode[]> {
    return this.#contents(reviewPackage);
  }

  #contents(reviewPackage: string | null): AsyncIterable<readonly StoredNode[]> {
    return contentsInPages(this.model, async ({ kind, after, first }) => {
      const part = { kind, ofPackage: reviewPackage !== null, isShared: this.#isShared };
      const statement = contentsStatement(this.model, part);
      const rows = await this.#read<ContentsRow>(statement, { reviewPackage, after, first: neo4j.int(first) });
      return rows.map((row) => storedNode(this.model, kind, row));
    });
  }

  async headers(ids: readonly string[]): Promise<readonly StoredHeader[]> {
    const wanted = { attributes: headerAttributes, relations: {} };
    const select = Object.fromEntries(Object.keys(this.model.kinds).map((kind) => [kind, wanted]));
    const answer = await this.read({ roots: { nodes: { by: 'ids', ids: [...new Set(ids)], select } } });
    const found = presentRows(answer, 'nodes');
    return found.map((row) => ({ ...headerOf(row, ...headerAttributes), kind: row.__typename }));
  }

  record(type: string, id: string, signal?: AbortSignal): Promise<StoredRecord | null> {
    return recordById(this.#asking(signal), { type, id });
  }

  recordsById(type: string, ids: readonly string[], signal?: AbortSignal): Promise<readonly StoredRecord[]> {
    return recordsById(this.#asking(signal), type, ids);
  }

  records(read: RecordsRead, signal?: AbortSignal): Promise<readonly StoredRecord[]> {
    return recordsOf(this.#asking(signal), read);
  }

  async found(words: readonly string[], most: number, signal?: AbortSignal): Promise<number> {
    const text = `CALL db.index.fulltext.queryNodes('${searchIndex}', $query, {limit: $most}) YIELD node RETURN count(node) AS found`;
    const [row] = await this.#read(text, { query: fullTextQuery(words, []), most: neo4j.int(most) }, signal);
    return Number(row?.['found'] ?? 0);
  }

  counts(signal?: AbortSignal): Promise<StoreCounts> {
    return this.#ownCounts?.get() ?? this.#count({ signal });
  }

  #count(waiting: Waiting, isShared = false): Promise<StoreCounts> {
    return countContents(this.model, (text) => this.#connection.read(text, {}, waiting), isShared);
  }

  async ping(): Promise<StoreHealth> {
    const text = `MATCH (m:${metaLabel} {id: '${metaId}'}) RETURN m.schemaVersion AS schemaVersion, m.graphVersion AS graphVersion`;
    const [row] = await this.#connection.ping(text, pingTimeout);
    return { schemaVersion: Number(row?.['schemaVersion'] ?? 0), graphVersion: Number(row?.['graphVersion'] ?? 0) };
  }

  /** Holds the turn while it reads: who changes the graph waits, so that no record tells of a change that is not there yet. */
  recordsAtOnce(): Promise<RecordsAtOnce> {
    return this.#inTurn(async (run) => {
      const place = await this.#takeTurn(run);
      return { place, records: await allRecords(run) };
    });
  }

  async restore(contents: StoreContents, signal?: AbortSignal): Promise<void> {
    const { model, description } = this;
    await this.#inTurn(async (run) => {
      const before = await this.#takeTurn(run);
      await restoreContents({ model, run, before, where: `The database at ${description.location}`, signal }, contents);
    });
  }

  #inTurn<Value>(work: (run: Run) => Promise<Value>): Promise<Value> {
    return this.#turns.take(() => this.#translating(this.#connection.write(writeTimeout, work)));
  }

  async #takeTurn(run: Run): Promise<Counters> {
    const [place] = await run<Counters>(statements.takeTurn, {});
    if (!place) throw new TypeError('The database gives no turn.');
    return place;
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #asking(signal?: AbortSignal): Run {
    return (text, parameters) => this.#read(text, parameters, signal);
  }

  #read<Found extends object = Row>(text: string, parameters: Row, signal?: AbortSignal): Promise<readonly Found[]> {
    return this.#connection.read(text, parameters, { signal });
  }

  async #translating<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await work;
    } catch (error) {
      throw translated(error);
    }
  }
}

/** What a statement of a read returns; the version where it was asked for, null in an empty database. */
interface AnswerRow {
  readonly answer: readonly unknown[];
  readonly graphVersion?: number | null | undefined;
}

/** The row of a statement that always gives one. */
function onlyRow([row]: readonly AnswerRow[]): AnswerRow {
  if (!row) throw new TypeError('The database gave no answer.');
  return row;
}
