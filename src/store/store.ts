import type { Model } from '../domain/model.ts';
import type { NodeHeader } from '../domain/node.ts';
import type { AttributeRecord } from '../domain/attribute-schema.ts';
import type { Counters } from './change-log.ts';
import type { Change, ChangeSet, EdgeWrite, WriteProgress, WriteResult } from './change-set.ts';
import type { HistoryHead, KeptChange, KeptHistoryRead } from './history-chain.ts';
import type { RecordsRead, StoredRecord } from './record.ts';
import type { Reached, ReachPlan, ReadAnswer, ReadPlan } from './read-plan.ts';
import type { OutputProgram } from './read/output-program.ts';
import type { PlanKey } from './read/plan-key.ts';

/**
 * The port. Every engine passes `tests/contract/`, where each promise is a sentence. Answers are fresh plain data that
 * the caller may keep or change. All failures are `DomainError`s: `DATABASE_UNAVAILABLE` where the engine does not
 * show within 5 s that it is there, `DEADLINE_EXCEEDED` or `CANCELLED` where the signal fires, and never an empty answer.
 */
export interface Store {
  /** What this engine is called and where it keeps things, for people; never holds a secret. */
  readonly description: StoreDescription;
  readonly model: Model;
  /** Whether a statement holds the process that asks until it is answered. */
  readonly isBlocking: boolean;

  /** Answers a plan with one statement. See `read-plan.ts` for the shape of both. */
  read(plan: ReadPlan, signal?: AbortSignal): Promise<ReadAnswer>;

  /**
   * Answers a plan as finished JSON text, with one statement that also tells the version of the graph; `undefined`
   * where a required value is missing. See `read/output-program.ts`.
   */
  render(request: RenderRequest, signal?: AbortSignal): Promise<Rendered | undefined>;

  /**
   * The sub-graph within reach, cycle-safe and bounded. One statement where all steps run in one direction; otherwise a
   * number of statements that does not depend on its size. Of a walk that is wanted whole nothing is read before it is
   * known to be within its bounds: an engine counts the edges of nodes by their degrees.
   */
  reach(plan: ReachPlan, signal?: AbortSignal): Promise<Reached>;

  /**
   * Applies a change set atomically. It checks attributes, kinds at both ends, expected versions, cardinality of `one`
   * fields, and acyclic groups are the caller's business (they need the whole package). Writers take turns: the write
   * lock is taken before versions are compared. When the promise resolves, the change survives the loss of the process.
   * `UnknownOutcome` where the connection was lost meanwhile: the caller looks whether the change is there, as no change
   * set is applied twice by the store itself. What `progress` throws undoes all of it, and comes back to the caller.
   */
  write(changes: ChangeSet, progress?: (done: WriteProgress) => void): Promise<WriteResult>;

  /** History from `after` (a sequence; 0 for the start), oldest first, at most `first` entries. */
  changes(after: number, first: number, signal?: AbortSignal): Promise<readonly Change[]>;

  /** The part of the history that is about one node, present or gone, read in the same way. */
  historyOf(nodeId: string, page: HistoryPage, signal?: AbortSignal): Promise<readonly Change[]>;

  /** Where the history stands. */
  historyHead(): Promise<HistoryHead>;

  /** A page of the history as it is kept, for whoever checks it. See `history-chain.ts`. */
  keptHistory(read: KeptHistoryRead): Promise<readonly KeptChange[]>;

  /** Every node with its outgoing edges, in order of id. */
  contents(): AsyncIterable<readonly StoredNode[]>;

  /** Every node that a review package owns, with its outgoing edges, in order of id: what the loader compares with. */
  packageContents(reviewPackage: string): AsyncIterable<readonly StoredNode[]>;

  /** The headers of those of the ids that exist, in no order. */
  headers(ids: readonly string[]): Promise<readonly StoredHeader[]>;

  /** One side record, or null where there is none. */
  record(type: string, id: string, signal?: AbortSignal): Promise<StoredRecord | null>;

  /**
   * Every side record, and where the graph and its history stood: both as of one moment, so that a record never
   * tells of a change that the graph does not have. Whoever changes the graph waits meanwhile. For backups.
   */
  recordsAtOnce(): Promise<RecordsAtOnce>;

  /** Those of the records that are there, in no order. One statement. */
  recordsById(type: string, ids: readonly string[], signal?: AbortSignal): Promise<readonly StoredRecord[]>;

  /** A page of records, found by index: its cost depends on what it holds, not on how many there are. */
  records(read: RecordsRead, signal?: AbortSignal): Promise<readonly StoredRecord[]>;

  /**
   * How many nodes hold every word, the last one as a prefix; counting ends at `most`. It ranks nothing, so it costs a
   * fraction of the search.
   */
  found(words: readonly string[], most: number, signal?: AbortSignal): Promise<number>;

  /** Nodes by kind and edges by relationship. */
  counts(signal?: AbortSignal): Promise<StoreCounts>;

  /** Resolves where the engine answers; else rejects with `DATABASE_UNAVAILABLE`. Quick: at most 2 s. */
  ping(): Promise<StoreHealth>;

  /**
   * Fills a store that holds nothing (else `DUPLICATE`) with what another one held: all of it or nothing. Versions, times,
   * history and records are as they are handed over, and nothing is checked against the rules of writes.
   */
  restore(contents: StoreContents, signal?: AbortSignal): Promise<void>;

  /** Writes all that it keeps, as of one moment, into a new file of the embedded engine; absent where it keeps no file. */
  copyTo?(file: string): Promise<void>;

  close(): Promise<void>;
}

/** Side records in order of type and id, and where the graph stood at that moment. */
export interface RecordsAtOnce {
  readonly place: Counters;
  readonly records: readonly StoredRecord[];
}

/** All that a store holds, as of one moment. Streams may be asked for again, and then tell the same. */
export interface StoreContents extends RecordsAtOnce {
  /** Every node with its outgoing edges, in order of id. */
  nodes(): AsyncIterable<readonly StoredNode[]>;
  /** The history up to the place, oldest first. */
  history(): AsyncIterable<readonly KeptChange[]>;
}

/** A plan and how its answer is written. */
export interface RenderRequest {
  readonly plan: ReadPlan;
  readonly program: OutputProgram;
  /** The same object only for plans and programs that differ in values alone: an engine compiles once for each. */
  readonly planKey: PlanKey;
}

export interface Rendered {
  readonly text: string;
  /** The version that the text was read at. */
  readonly graphVersion: number;
}

/** Entries behind a sequence (0: from the start), oldest first. */
export interface HistoryPage {
  readonly after: number;
  readonly first: number;
}

export interface StoreDescription {
  readonly engine: 'embedded' | 'neo4j';
  /** A file or a URI without user and password. */
  readonly location: string;
}

export interface StoredHeader extends NodeHeader {
  readonly kind: string;
}

export interface StoredNode extends Omit<StoredHeader, 'label'> {
  readonly attributes: AttributeRecord;
  readonly edges: readonly EdgeWrite[];
}

export interface StoreCounts {
  readonly nodes: Readonly<Record<string, number>>;
  readonly edges: Readonly<Record<string, number>>;
}

export interface StoreHealth {
  readonly schemaVersion: number;
  /** Goes up by one with every write of the graph, whoever wrote; records beside it do not count. */
  readonly graphVersion: number;
}
