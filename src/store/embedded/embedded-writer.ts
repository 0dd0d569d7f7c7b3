import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { kindOfId } from '../../domain/ids.ts';
import { traversalsOf, storedType, type Model } from '../../domain/model.ts';
import { ChangeLog, removedEdge, writtenEdge, type Touched } from '../change-log.ts';
import type {
  ChangeSet,
  EdgeName,
  EdgeWrite,
  NodeRemoval,
  NodeWrite,
  WriteProgress,
  WriteResult,
} from '../change-set.ts';
import { absent, duplicate, stillPointedAt, versionConflict, writtenTwice } from '../refusals.ts';
import {
  leavesGraph,
  namedEdge,
  placesOf,
  prepareEdge,
  prepareNode,
  assertAsSeen,
  type PreparedNode,
} from '../write-rules.ts';
import { EdgeTable } from './edge-table.ts';
import { GraphCounts } from './graph-counts.ts';
import { identifier, nodeTable, orderColumn, orderTable } from './names.ts';
import { attributesOfRow } from './node-row.ts';
import { NodeTable } from './node-table.ts';
import { keepMeta, metaOf } from './meta.ts';
import { writeRecords } from './records.ts';
import type { Statements } from './statements.ts';

type Row = Readonly<Record<string, unknown>>;
type NodeHead = { readonly seq: number; readonly version: number; readonly createdAt: string };

/** Applies one change set inside a transaction that the caller has opened. Anything thrown must roll it back. */
export class EmbeddedWriter {
  readonly #model: Model;
  readonly #sql: Statements;
  readonly #log = new ChangeLog();
  /** Numbers of nodes that are known to be there. */
  readonly #known = new Map<string, number>();
  readonly #counts: GraphCounts;
  readonly #tables = new Map<string, NodeTable>();
  readonly #edges: EdgeTable;
  #done: { nodes: number; edges: number } = { nodes: 0, edges: 0 };

  constructor(model: Model, sql: Statements) {
    this.#model = model;
    this.#sql = sql;
    this.#counts = new GraphCounts(model, sql);
    this.#edges = new EdgeTable(model, sql);
  }

  apply(changes: ChangeSet, progress?: (done: WriteProgress) => void): WriteResult {
    for (const node of changes.restsOn ?? []) assertAsSeen(node, this.#row(node.id));
    for (const write of changes.nodes) this.#step('nodes', progress, () => this.#writeNode(write, changes.at));
    for (const write of changes.edges) this.#step('edges', progress, () => this.#writeEdge(write));
    for (const name of changes.removedEdges) this.#step('edges', progress, () => this.#removeEdge(name));
    const removals = [...changes.removedNodes];
    for (const removal of removals) this.#dropOutgoing(removal);
    for (const removal of removals) this.#removeNode(removal);
    this.#counts.keep(this.#model);
    writeRecords(this.#sql, changes.records ?? []);
    return this.#keepHistory(changes);
  }

  /** What is kept of a node, or nothing where it is not there. */
  #row(id: string): Row | undefined {
    const [kind, seq] = [kindOfId(this.#model, id), this.#find(id)];
    return kind === undefined || seq === undefined ? undefined : this.#kept(seq, kind);
  }

  #kept(seq: number, kind: string): Row {
    return this.#sql.get<Row>(`SELECT * FROM ${nodeTable(kind)} WHERE seq = ?`, [seq]) ?? {};
  }

  #step(what: 'nodes' | 'edges', progress: ((done: WriteProgress) => void) | undefined, work: () => void): void {
    work();
    this.#done[what] += 1;
    if (progress && (this.#done.nodes + this.#done.edges) % 10_000 === 0) progress({ ...this.#done });
  }

  #writeNode(write: NodeWrite, at: string): void {
    const node = prepareNode(this.#model, write);
    const present = write.expectedVersion === 0 ? undefined : this.#head(node);
    if (write.expectedVersion > 0 && !present) throw absent(node.id);
    if (present && present.version !== write.expectedVersion)
      throw versionConflict(node.id, write.expectedVersion, present.version);
    const { seq, version, createdAt } = present ?? { seq: this.#register(node), version: 0, createdAt: at };
    const before = present ? this.#contents(seq, node.kind) : null;
    const after = { ...node.attributes, status: write.status, reviewPackage: write.reviewPackage };
    if (this.#log.has(node.id)) throw writtenTwice(node.id);
    this.#log.write(this.#log.touch(node.id, node.kind, version), before, after);
    this.#table(node.kind).put(node, write, { seq, version: version + 1, createdAt, updatedAt: at });
  }

  /** Gives a new node its number. Most are new indeed, and trying tells as much as asking. */
  #register({ id, kind }: PreparedNode): number {
    const { changes, lastInsertRowid } = this.#sql.run('INSERT OR IGNORE INTO node (id, kind) VALUES (?, ?)', [
      id,
      kind,
    ]);
    if (changes === 0) throw duplicate(id);
    const seq = Number(lastInsertRowid);
    this.#known.set(id, seq);
    this.#counts.addNode(kind, seq);
    return seq;
  }

  #table(kind: string): NodeTable {
    let table = this.#tables.get(kind);
    if (!table) this.#tables.set(kind, (table = new NodeTable(this.#model, kind, this.#sql)));
    return table;
  }

  #writeEdge(write: EdgeWrite): void {
    const edge = prepareEdge(this.#model, write);
    const { type, from, to, relationship } = edge;
    const [src, dst] = [this.#numberOf(from), this.#numberOf(to)];
    if (this.#edges.put(edge, { src, dst })) this.#counts.countEdge({ type, src, dst, relationship }, 1);
    this.#touch(from).edgesWritten.push(writtenEdge(edge));
  }

  #removeEdge(name: EdgeName): void {
    const { relationship, fromKind } = namedEdge(this.#model, name);
    const type = storedType(relationship, fromKind);
    const [src, dst] = [this.#find(name.from), this.#find(name.to)];
    const drop = 'DELETE FROM edge WHERE type = ? AND src = ? AND dst = ?';
    if (src === undefined || dst === undefined || this.#sql.run(drop, [type, src, dst]).changes === 0)
      throw absent(`${name.from} ${name.relationship} ${name.to}`);
    this.#counts.countEdge({ type, src, dst, relationship: relationship.name }, -1);
    this.#touch(name.from).edgesRemoved.push(removedEdge(name));
  }

  #dropOutgoing({ id, expectedVersion }: NodeRemoval): void {
    const kind = kindOfId(this.#model, id) ?? '';
    const head = this.#model.kinds[kind] ? this.#head({ id, kind }) : undefined;
    if (!head) throw absent(id);
    if (head.version !== expectedVersion) throw versionConflict(id, expectedVersion, head.version);
    this.#log.remove(this.#touch(id), this.#contents(head.seq, kind));
    const forward = traversalsOf(this.#model, kind).filter(({ direction }) => direction === 'forward');
    for (const [type, relationship] of new Map(forward.map((each) => [each.type, each.relationship.name]))) {
      const edges = this.#sql.all<{ to: string }>(
        'SELECT node.id AS "to" FROM edge CROSS JOIN node ON node.seq = edge.dst WHERE type = ? AND src = ?',
        [type, head.seq],
      );
      for (const { to } of edges) this.#removeEdge({ relationship, from: id, to });
    }
  }

  #removeNode({ id }: NodeRemoval): void {
    const kind = kindOfId(this.#model, id) ?? '';
    const seq = this.#numberOf(id);
    for (const { type, direction } of traversalsOf(this.#model, kind)) {
      if (
        direction === 'backward' &&
        this.#sql.get('SELECT 1 AS found FROM edge WHERE type = ? AND dst = ? LIMIT 1', [type, seq])
      )
        throw stillPointedAt(id);
    }
    this.#sql.run('DELETE FROM search WHERE rowid = ?', [seq]);
    this.#sql.run('DELETE FROM node WHERE seq = ?', [seq]);
    for (const table of [nodeTable(kind), orderTable(kind)]) this.#sql.run(`DELETE FROM ${table} WHERE seq = ?`, [seq]);
    this.#known.delete(id);
    this.#counts.removeNode(kind, seq);
  }

  #find(id: string): number | undefined {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const seq = this.#sql.get<{ seq: number }>('SELECT seq FROM node WHERE id = ?', [id])?.seq;
    if (seq !== undefined) this.#known.set(id, seq);
    return seq;
  }

  #numberOf(id: string): number {
    const seq = this.#find(id);
    if (seq === undefined) throw absent(id);
    return seq;
  }

  #head({ id, kind }: { readonly id: string; readonly kind: string }): NodeHead | undefined {
    const seq = this.#find(id);
    if (seq === undefined) return undefined;
    return this.#sql.get<NodeHead>(`SELECT seq, version, "createdAt" FROM ${nodeTable(kind)} WHERE seq = ?`, [seq]);
  }

  /** Attributes, status and package of a stored node, as history shows them. */
  #contents(seq: number, kind: string): AttributeRecord {
    const row = this.#kept(seq, kind);
    return { ...attributesOfRow(this.#model, kind, row), status: row['status'], reviewPackage: row['reviewPackage'] };
  }

  #touch(id: string): Touched {
    const known = this.#log.get(id);
    if (known) return known;
    const kind = kindOfId(this.#model, id) ?? '';
    return this.#log.touch(id, kind, this.#head({ id, kind })?.version ?? 0);
  }

  /** One `Change` for each touched node, and the new versions of those that only gained or lost edges. */
  #keepHistory(changes: ChangeSet): WriteResult {
    const before = metaOf(this.#sql);
    const graphVersion = before.graphVersion + (leavesGraph(changes, this.#log.size) ? 0 : 1);
    let { sequence, hash } = before;
    for (const { nodeId, touched, text, ...place } of this.#log.entries(changes, before)) {
      if (!touched.removed && !touched.written) this.#raiseVersion(nodeId, touched, changes.at);
      ({ sequence, hash } = place);
      const insert = 'INSERT INTO change (sequence, node_id, entry, hash) VALUES (?, ?, ?, ?)';
      this.#sql.run(insert, [sequence, nodeId, text, hash]);
    }
    if (graphVersion > before.graphVersion) keepMeta(this.#sql, { graphVersion, sequence, hash });
    return { graphVersion, versions: this.#log.versions() };
  }

  #raiseVersion(id: string, { kind, versionBefore }: Touched, at: string): void {
    const order = identifier(orderColumn('updatedAt'));
    const definition = this.#model.kinds[kind];
    const key = definition ? placesOf(definition, { id, label: '', updatedAt: at }).orders['updatedAt'] : at;
    const seq = this.#numberOf(id);
    const raise = `UPDATE ${nodeTable(kind)} SET version = ?, "updatedAt" = ? WHERE seq = ?`;
    this.#sql.run(raise, [versionBefore + 1, at, seq]);
    this.#sql.run(`UPDATE ${orderTable(kind)} SET ${order} = ? WHERE seq = ?`, [key, seq]);
  }
}
