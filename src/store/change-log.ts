import type { AttributeRecord } from '../domain/attribute-schema.ts';
import type { Change, ChangeSet, EdgeName, EdgeWrite } from './change-set.ts';
import { chainedHash, type HistoryPlace, type KeptChange } from './history-chain.ts';

/** Where the graph and its history stand. */
export interface Counters extends HistoryPlace {
  readonly graphVersion: number;
}

/** What a change set did to one node, as far as it is known. */
export interface Touched {
  readonly kind: string;
  readonly versionBefore: number;
  removed: boolean;
  /** Whether the node itself was written: then its version is already the new one. */
  written: boolean;
  contents: Contents;
  readonly edgesWritten: string[];
  readonly edgesRemoved: string[];
}

/** Attributes, status and package as JSON: `before` and `after` of a {@link Change}. */
interface Contents {
  readonly before: string;
  readonly after: string;
}

/** One `Change`, ready to be kept. */
export interface LogEntry extends KeptChange {
  readonly touched: Touched;
}

const nothing: Contents = { before: 'null', after: 'null' };

/**
 * The nodes that a change set touches and the `Change` of each, which both engines keep alike. What was done is noted as
 * JSON at once: texts weigh a fraction of the objects, and a large change holds them until its end.
 */
export class ChangeLog {
  readonly #touched = new Map<string, Touched>();

  get size(): number {
    return this.#touched.size;
  }

  has(id: string): boolean {
    return this.#touched.has(id);
  }

  /** Whether this change set added the node. */
  isNew(id: string): boolean {
    const touched = this.#touched.get(id);
    return touched !== undefined && touched.written && touched.versionBefore === 0;
  }

  get(id: string): Touched | undefined {
    return this.#touched.get(id);
  }

  touch(id: string, kind: string, versionBefore: number): Touched {
    const touched = {
      kind,
      versionBefore,
      removed: false,
      written: false,
      contents: nothing,
      edgesWritten: [],
      edgesRemoved: [],
    };
    this.#touched.set(id, touched);
    return touched;
  }

  /** Notes the contents of a node that is written; `before` is null for a new one. */
  write(touched: Touched, before: AttributeRecord | null, after: AttributeRecord): void {
    touched.written = true;
    touched.contents = differing(before, after);
  }

  /** Notes that a node goes, and what it held. */
  remove(touched: Touched, before: AttributeRecord): void {
    touched.removed = true;
    touched.contents = { before: JSON.stringify(before), after: 'null' };
  }

  /** The entries in order of ids, which is the order of their sequences. */
  *entries({ at, by, role, why }: ChangeSet, before: Counters): Iterable<LogEntry> {
    const graphVersion = before.graphVersion + 1;
    let { sequence, hash } = before;
    for (const [nodeId, touched] of this.#inOrder()) {
      sequence += 1;
      const { kind, versionBefore, written, removed, contents, edgesWritten, edgesRemoved } = touched;
      const what: Change['what'] = removed ? 'REMOVED' : written && versionBefore === 0 ? 'ADDED' : 'CHANGED';
      const head = JSON.stringify({ sequence, graphVersion, at, by, role, why, nodeId, kind, what });
      const edges = `"edgesWritten":[${edgesWritten.join()}],"edgesRemoved":[${edgesRemoved.join()}]`;
      const text = `${head.slice(0, -1)},"before":${contents.before},"after":${contents.after},${edges}}`;
      hash = chainedHash(hash, text);
      yield { nodeId, sequence, touched, text, hash };
    }
  }

  /** The new versions in order of ids; 0 for what was removed. */
  versions(): Record<string, number> {
    return Object.fromEntries(
      this.#inOrder().map(([id, { removed, versionBefore }]) => [id, removed ? 0 : versionBefore + 1]),
    );
  }

  #inOrder(): [string, Touched][] {
    return [...this.#touched].toSorted(([one], [other]) => (one < other ? -1 : 1));
  }
}

/** An edge as history tells it. */
export const writtenEdge = ({ relationship, from, to, order, attributes }: EdgeWrite) =>
  JSON.stringify({ relationship, from, to, order, attributes } satisfies EdgeWrite);

export const removedEdge = ({ relationship, from, to }: EdgeName) =>
  JSON.stringify({ relationship, from, to } satisfies EdgeName);

/** Only what differs, so that history tells what changed. */
function differing(before: AttributeRecord | null, after: AttributeRecord): Contents {
  if (before === null) return { before: 'null', after: JSON.stringify(after) };
  const names = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const only = (record: AttributeRecord) =>
    JSON.stringify(Object.fromEntries(names.map((name) => [name, record[name]])));
  return { before: only(before), after: only(after) };
}
