import type { RelationshipName } from '../domain/relationships.ts';
import type { AttributeRecord } from '../domain/attribute-schema.ts';
import type { LifeCycleStatus } from '../domain/life-cycle.ts';
import type { RecordWrite } from './record.ts';

/** One atomic change of the graph: all of it happens, or none. */
export interface ChangeSet {
  /** Who makes it, in which role, and why; kept with every `Change`. */
  readonly by: string;
  readonly role: string;
  readonly why: string | null;
  /** When, made by the caller so that the change can be run again: ISO 8601, UTC. */
  readonly at: string;
  /** Streams are read once, in order; what they yield need not fit in memory. Nodes first, then edges, then removals. */
  readonly nodes: Iterable<NodeWrite>;
  readonly edges: Iterable<EdgeWrite>;
  readonly removedEdges: Iterable<EdgeName>;
  readonly removedNodes: Iterable<NodeRemoval>;
  /** What the change was made from and does not write: `VERSION_CONFLICT` where one of them is not as it was seen. */
  readonly restsOn?: readonly SeenNode[];
  /** Side records, written in the same transaction; they touch neither the version of the graph nor its history. */
  readonly records?: readonly RecordWrite[];
}

/** A change set that writes records and nothing of the graph. */
export const recordsOnly = (
  { by, role, at }: Pick<ChangeSet, 'by' | 'role' | 'at'>,
  records: readonly RecordWrite[],
): ChangeSet => ({ by, role, why: null, at, nodes: [], edges: [], removedEdges: [], removedNodes: [], records });

/** What was seen of a node that is there: parts of its header, and attributes that are texts or numbers. */
export interface SeenNode {
  readonly id: string;
  readonly seen: Readonly<Record<string, unknown>>;
}

/**
 * The full attributes of a node. `expectedVersion` 0: it must not be there yet (else `DUPLICATE`); a number: it must be
 * at that version (else `VERSION_CONFLICT`; `NOT_FOUND` where it is absent).
 */
export interface NodeWrite {
  readonly id: string;
  readonly expectedVersion: number;
  readonly attributes: AttributeRecord;
  readonly status: LifeCycleStatus;
  readonly reviewPackage: string | null;
}

/** Adds the edge, or gives it these attributes and order where it is there. Both ends must exist (`NOT_FOUND`). */
export interface EdgeWrite extends EdgeName {
  /** Place in pages, made by `edgeOrder`. */
  readonly order: string;
  readonly attributes: AttributeRecord;
}

/** Between two nodes there is at most one edge of a relationship. */
export interface EdgeName {
  readonly relationship: RelationshipName;
  readonly from: string;
  readonly to: string;
}

/** Removes a node with its outgoing edges; refused (`VALIDATION_FAILED`) while others still point at it. */
export interface NodeRemoval {
  readonly id: string;
  readonly expectedVersion: number;
}

/** What a write did. */
export interface WriteResult {
  /** Version of the graph after the write: one more than before, or the same where only records were written. */
  readonly graphVersion: number;
  /** The touched nodes with their new versions, in order of their ids; empty for removed ones' versions (0). */
  readonly versions: Readonly<Record<string, number>>;
}

/**
 * One entry of the append-only history: one for each touched node of a change set. Touched are nodes written or
 * removed, and the nodes that written or removed edges run from.
 */
export interface Change {
  /** Counts up from 1, without gaps. */
  readonly sequence: number;
  readonly graphVersion: number;
  readonly at: string;
  readonly by: string;
  readonly role: string;
  readonly why: string | null;
  readonly nodeId: string;
  readonly kind: string;
  readonly what: 'ADDED' | 'CHANGED' | 'REMOVED';
  /** Attributes and status that differ, before and after (null where there is none), and edges added or removed. */
  readonly before: AttributeRecord | null;
  readonly after: AttributeRecord | null;
  readonly edgesWritten: readonly EdgeWrite[];
  readonly edgesRemoved: readonly EdgeName[];
}

/** How far a long write has come. */
export interface WriteProgress {
  readonly nodes: number;
  readonly edges: number;
}
