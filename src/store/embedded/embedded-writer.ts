import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { kindOfId } from '../../domain/ids.ts';
import { relationshipOf, traversalsOf, storedType, type Direction, type Model } from '../../domain/model.ts';
import { ordersOf } from '../../domain/order.ts';
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
import {
  absent,
  duplicate,
  namedEdge,
  placesOf,
  prepareEdge,
  prepareNode,
  secondEnd,
  stillPointedAt,
  versionConflict,
  type PreparedEdge,
  type PreparedNode,
} from '../write-rules.ts';
import { edgeColumn, identifier, nodeTable, orderColumn } from './names.ts';
import { attributesOfRow, keptValue } from './node-row.ts';
import type { Statements } from './statements.ts';
import { edgeAttributeNames, keptAs, nodeColumns } from './tables.ts';

type NodeHead = { readonly seq: number; readonly version: number; readonly createdAt: string };

/** Applies one change set inside a transaction that the caller has opened. Anything thrown must roll it back. */
export class EmbeddedWriter {
  readonly #model: Model;
  readonly #sql: Statements;
  readonly #log = new ChangeLog();
  /** Numbers of nodes that are known to be there. */
  readonly #known = new Map<string, number>();
  readonly #degrees = new Map<number, Map<string, number>>();
  readonly #totals = new Map<string, number>();
  readonly #edgeAttributes: readonly string[];
  readonly #intoEdge: string;
  #done: { nodes: number; edges: number } = { nodes: 0, edges: 0 };

  constructor(model: Model, sql: Statements) {
    this.#model = model;
    this.#sql = sql;
    this.#edgeAttributes = edgeAttributeNames(model);
    const own = ['type', 'src', 'key', 'dst', 'src_kind', 'dst_kind', 'relationship'];
    const columns = [...own, ...this.#edgeAttributes.map(edgeColumn)].map(identifier);
    this.#intoEdge = `INTO edge (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  }

  apply(changes: ChangeSet, progress?: (done: WriteProgress) => void): WriteResult {
    for (const write of changes.nodes) this.#step('nodes', progress, () => this.#writeNode(write, changes.at));
    for (const write of changes.edges) this.#step('edges', progress, () => this.#writeEdge(write));
    for (const name of changes.removedEdges) this.#step('edges', progress, () => this.#removeEdge(name));
    const removals = [...changes.removedNodes];
    for (const removal of removals) this.#dropOutgoing(removal);
    for (const removal of removals) this.#removeNode(removal);
    this.#keepCounters();
    return this.#keepHistory(changes);
  }

  #step(what: 'nodes' | 'edges', progress: ((done: WriteProgress) => void) | undefined, work: () => void): void {
    work();
    this.#done[what] += 1;
    if (progress && (this.#done.nodes + this.#done.edges) % 10_000 === 0) progress({ ...this.#done });
  }

  #writeNode(write: NodeWrite, at: string): void {
    const node = prepareNode(this.#model, write);
    const present = this.#head(node);
    if (write.expectedVersion === 0 && present) throw duplicate(node.id);
    if (write.expectedVersion > 0 && !present) throw absent(node.id);
    if (present && present.version !== write.expectedVersion)
      throw versionConflict(node.id, write.expectedVersion, present.version);
    const before = present ? this.#contents(present.seq, node.kind) : null;
    const after = { ...node.attributes, status: write.status, reviewPackage: write.reviewPackage };
    this.#log.write(this.#log.touch(node.id, node.kind, present?.version ?? 0), before, after);
    const seq = present?.seq ?? this.#register(node);
    this.#put(node, write, { seq, version: (present?.version ?? 0) + 1, createdAt: present?.createdAt ?? at, at });
    if (!present) this.#count('node', node.kind, 1);
  }

  #register({ id, kind }: PreparedNode): number {
    const seq = Number(this.#sql.run('INSERT INTO node (id, kind) VALUES (?, ?)', [id, kind]).lastInsertRowid);
    this.#known.set(id, seq);
    return seq;
  }

  #put(node: PreparedNode, write: NodeWrite, place: NodeHead & { readonly at: string }): void {
    const definition = this.#model.kinds[node.kind];
    if (!definition) throw absent(node.id);
    const { seq, version, createdAt, at } = place;
    const header = {
      label: node.label,
      status: write.status,
      version,
      createdAt,
      updatedAt: at,
      reviewPackage: write.reviewPackage,
    };
    const { orders, searchPlace } = placesOf(definition, { id: node.id, ...node.attributes, ...header });
    const values: Record<string, unknown> = { id: node.id, seq, ...header };
    for (const [name, attribute] of Object.entries(definition.attributes))
      values[name] = keptValue(keptAs(attribute), node.attributes[name]);
    for (const order of ordersOf(definition)) values[orderColumn(order)] = orders[order];
    this.#upsert(
      nodeTable(node.kind),
      ['seq', 'id', ...nodeColumns(this.#model, node.kind).map(({ name }) => name)],
      values,
    );
    if (version > 1) this.#sql.run('DELETE FROM search WHERE rowid = ?', [seq]);
    const text = 'INSERT INTO search (rowid, names, texts, id, kind, place) VALUES (?, ?, ?, ?, ?, ?)';
    this.#sql.run(text, [seq, node.names, node.texts, node.id, node.kind, searchPlace]);
  }

  #upsert(table: string, columns: readonly string[], values: Readonly<Record<string, unknown>>): void {
    const names = columns.map(identifier).join(', ');
    const marks = columns.map(() => '?').join(', ');
    this.#sql.run(
      `INSERT OR REPLACE INTO ${table} (${names}) VALUES (${marks})`,
      columns.map((name) => values[name] ?? null),
    );
  }

  #writeEdge(write: EdgeWrite): void {
    const edge = prepareEdge(this.#model, write);
    const { type, from, key, to, fromKind, toKind, relationship } = edge;
    const [src, dst] = [this.#numberOf(from), this.#numberOf(to)];
    const values = [type, src, key, dst, fromKind, toKind, relationship, ...this.#keptAttributes(edge)];
    // Most edges are new, and trying tells as much as asking.
    if (this.#sql.run(`INSERT OR IGNORE ${this.#intoEdge}`, values).changes > 0)
      this.#countEdge({ type, src, dst, relationship }, 1);
    else {
      this.#sql.run('DELETE FROM edge WHERE type = ? AND src = ? AND dst = ?', [type, src, dst]);
      this.#sql.run(`INSERT ${this.#intoEdge}`, values);
    }
    this.#touch(from).edgesWritten.push(writtenEdge(edge));
  }

  #keptAttributes({ relationship, attributes }: PreparedEdge): unknown[] {
    const table = relationshipOf(this.#model, relationship)?.attributes ?? {};
    return this.#edgeAttributes.map((name) => {
      const attribute = table[name];
      return attribute ? keptValue(keptAs(attribute), attributes[name]) : null;
    });
  }

  #removeEdge(name: EdgeName): void {
    const { relationship, fromKind } = namedEdge(this.#model, name);
    const type = storedType(relationship, fromKind);
    const [src, dst] = [this.#find(name.from), this.#find(name.to)];
    const drop = 'DELETE FROM edge WHERE type = ? AND src = ? AND dst = ?';
    if (src === undefined || dst === undefined || this.#sql.run(drop, [type, src, dst]).changes === 0)
      throw absent(`${name.from} ${name.relationship} ${name.to}`);
    this.#countEdge({ type, src, dst, relationship: relationship.name }, -1);
    this.#touch(name.from).edgesRemoved.push(removedEdge(name));
  }

  #dropOutgoing({ id, expectedVersion }: NodeRemoval): void {
    const kind = kindOfId(this.#model, id) ?? '';
    const head = this.#model.kinds[kind] ? this.#head({ id, kind }) : undefined;
    if (!head) throw absent(id);
    if (head.version !== expectedVersion) throw versionConflict(id, expectedVersion, head.version);
    this.#log.remove(this.#touch(id), this.#contents(head.seq, kind));
    const types = new Set(
      traversalsOf(this.#model, kind)
        .filter(({ direction }) => direction === 'forward')
        .map(({ type }) => type),
    );
    for (const type of types) {
      const edges = this.#sql.all<{ relationship: string; to: string }>(
        'SELECT relationship, node.id AS "to" FROM edge CROSS JOIN node ON node.seq = edge.dst WHERE type = ? AND src = ?',
        [type, head.seq],
      );
      for (const { relationship, to } of edges) this.#removeEdge({ relationship, from: id, to });
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
    this.#sql.run(`DELETE FROM ${nodeTable(kind)} WHERE seq = ?`, [seq]);
    this.#known.delete(id);
    this.#count('node', kind, -1);
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
    const row = this.#sql.get<Record<string, unknown>>(`SELECT * FROM ${nodeTable(kind)} WHERE seq = ?`, [seq]) ?? {};
    return { ...attributesOfRow(this.#model, kind, row), status: row['status'], reviewPackage: row['reviewPackage'] };
  }

  #touch(id: string): Touched {
    const known = this.#log.get(id);
    if (known) return known;
    const kind = kindOfId(this.#model, id) ?? '';
    return this.#log.touch(id, kind, this.#head({ id, kind })?.version ?? 0);
  }

  #count(what: string, name: string, by: number): void {
    const key = JSON.stringify([what, name]);
    this.#totals.set(key, (this.#totals.get(key) ?? 0) + by);
  }

  #countEdge(
    { type, src, dst, relationship }: { type: string; src: number; dst: number; relationship: string },
    by: number,
  ): void {
    this.#count('edge', relationship, by);
    this.#degree(src, `${type} forward`, by);
    this.#degree(dst, `${type} backward`, by);
  }

  #degree(node: number, end: string, by: number): void {
    let degrees = this.#degrees.get(node);
    if (!degrees) this.#degrees.set(node, (degrees = new Map()));
    degrees.set(end, (degrees.get(end) ?? 0) + by);
  }

  #keepCounters(): void {
    const total =
      'INSERT INTO total (what, name, total) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET total = total + excluded.total';
    for (const [key, by] of this.#totals) this.#sql.run(total, [...(JSON.parse(key) as string[]), by]);
    const text =
      'INSERT INTO degree (node, type, direction, degree) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET degree = degree + excluded.degree RETURNING degree';
    for (const [node, ends] of this.#degrees) {
      for (const [end, by] of ends) {
        const [type = '', direction = ''] = end.split(' ');
        const degree = this.#sql.get<{ degree: number }>(text, [node, type, direction, by])?.degree ?? 0;
        if (by > 0 && degree > 1) this.#refuseSecond(node, type, direction as Direction);
      }
    }
  }

  #refuseSecond(seq: number, type: string, direction: Direction): void {
    const node = this.#sql.get<{ id: string; kind: string }>('SELECT id, kind FROM node WHERE seq = ?', [seq]);
    if (!node) return;
    const traversals = traversalsOf(this.#model, node.kind);
    const traversal = traversals.find((candidate) => candidate.type === type && candidate.direction === direction);
    if (traversal?.field.cardinality === 'one') throw secondEnd(node.id, traversal.field.field);
  }

  /** One `Change` for each touched node, and the new versions of those that only gained or lost edges. */
  #keepHistory(changes: ChangeSet): WriteResult {
    const graphVersion = this.#next('graphVersion');
    const meta = this.#sql.get<{ value: number }>("SELECT value FROM meta WHERE name = 'sequence'");
    const before = { graphVersion: graphVersion - 1, sequence: meta?.value ?? 0 };
    for (const { id, sequence, touched, text } of this.#log.entries(changes, before)) {
      if (!touched.removed && !touched.written) this.#raiseVersion(id, touched, changes.at);
      this.#sql.run('INSERT INTO change (sequence, node_id, entry) VALUES (?, ?, ?)', [sequence, id, text]);
    }
    this.#sql.run("UPDATE meta SET value = ? WHERE name = 'sequence'", [before.sequence + this.#log.size]);
    return { graphVersion, versions: this.#log.versions(), repeated: false };
  }

  #raiseVersion(id: string, { kind, versionBefore }: Touched, at: string): void {
    const order = identifier(orderColumn('updatedAt'));
    const definition = this.#model.kinds[kind];
    const key = definition ? placesOf(definition, { id, label: '', updatedAt: at }).orders['updatedAt'] : at;
    this.#sql.run(`UPDATE ${nodeTable(kind)} SET version = ?, "updatedAt" = ?, ${order} = ? WHERE seq = ?`, [
      versionBefore + 1,
      at,
      key,
      this.#numberOf(id),
    ]);
  }

  #next(name: string): number {
    return (
      this.#sql.get<{ value: number }>('UPDATE meta SET value = value + 1 WHERE name = ? RETURNING value', [name])
        ?.value ?? 0
    );
  }
}
