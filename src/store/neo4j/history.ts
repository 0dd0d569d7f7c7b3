import neo4j from 'neo4j-driver';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { ChangeSet } from '../change-set.ts';
import { Batches } from './batches.ts';
import type { Row, Run } from './connection.ts';
import { endTurn, placeChanges } from './write-statements.ts';

interface Touched {
  readonly version: number;
  readonly sequence: number;
  removed: boolean;
}

/** What history tells of a node. */
export interface Told {
  readonly kind: string;
  readonly version: number;
  readonly what: 'ADDED' | 'CHANGED';
  readonly before: AttributeRecord | null;
  readonly after: AttributeRecord | null;
}

/** The versions of the graph before a change set. */
export interface Counters {
  readonly graphVersion: number;
  readonly sequence: number;
}

/** The nodes that a change set touches, and the `Change` of each. Only ids and versions are kept in memory. */
export class History {
  readonly graphVersion: number;
  readonly #changes: ChangeSet;
  readonly #sequence: number;
  readonly #touched = new Map<string, Touched>();

  constructor(changes: ChangeSet, before: Counters) {
    this.#changes = changes;
    this.graphVersion = before.graphVersion + 1;
    this.#sequence = before.sequence;
  }

  has(id: string): boolean {
    return this.#touched.has(id);
  }

  /** Whether the node was added by this change set. */
  isNew(id: string): boolean {
    return this.#touched.get(id)?.version === 1;
  }

  /** Notes a node, and gives the properties of its `Change`. */
  touch(id: string, { kind, version, what, before, after }: Told): Row {
    const sequence = this.#sequence + this.#touched.size + 1;
    this.#touched.set(id, { version, sequence, removed: false });
    const { at, by, role, why } = this.#changes;
    return {
      at,
      by,
      role,
      why,
      nodeId: id,
      kind,
      what,
      entry: this.entry(id),
      sequence: neo4j.int(sequence),
      graphVersion: neo4j.int(this.graphVersion),
      before: before && JSON.stringify(before),
      after: after && JSON.stringify(after),
      edgesWritten: [],
      edgesRemoved: [],
    };
  }

  remove(id: string): void {
    const touched = this.#touched.get(id);
    if (touched) touched.removed = true;
  }

  /** The key of a node's `Change`. */
  entry(id: string): string {
    return `${this.graphVersion} ${id}`;
  }

  /** Sequences follow the order of ids, as versions do; only those that came in another order are set again. */
  async end(run: Run): Promise<Record<string, number>> {
    const touched = [...this.#touched].toSorted(([one], [other]) => (one < other ? -1 : 1));
    const places = new Batches<Row>((_, rows) => run(placeChanges, { rows }));
    for (const [index, [id, { sequence }]] of touched.entries()) {
      const wanted = this.#sequence + index + 1;
      if (wanted !== sequence) await places.add('', { entry: this.entry(id), sequence: neo4j.int(wanted) });
    }
    await places.flush();
    const sequence = this.#sequence + touched.length;
    await run(endTurn, { graphVersion: neo4j.int(this.graphVersion), sequence: neo4j.int(sequence) });
    return Object.fromEntries(touched.map(([id, { removed, version }]) => [id, removed ? 0 : version]));
  }
}
