import neo4j from 'neo4j-driver';
import { validationFailed } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import { relationshipOf, storedType, traversalsOf, type Model } from '../../domain/model.ts';
import type { ChangeSet, EdgeName, EdgeWrite, NodeRemoval, WriteProgress, WriteResult } from '../change-set.ts';
import { differing } from '../touched.ts';
import {
  absent,
  namedEdge,
  placesOf,
  prepareEdge,
  prepareNode,
  stillPointedAt,
  type PreparedEdge,
} from '../write-rules.ts';
import { Batches } from './batches.ts';
import type { Row, Run } from './connection.ts';
import { groupBy } from './group-by.ts';
import { History, type Counters } from './history.ts';
import { checkVersion, contentsOf, kindNamed, nodeProperties, type NodeInHand } from './node-rows.ts';
import { SingleEnds } from './single-ends.ts';
import { edgePropertiesOf } from './values.ts';
import * as statements from './write-statements.ts';

interface EdgeEnds {
  readonly from: string;
  readonly to: string;
}

/**
 * Applies one change set inside a transaction that holds the write lock. Rows go in batches, so memory does not grow
 * with the attributes and edges of the set, only with the ids it touches.
 */
export class Neo4jWriter {
  readonly #model: Model;
  readonly #run: Run;
  readonly #changes: ChangeSet;
  readonly #history: History;
  readonly #single: SingleEnds;
  /** Edges that new nodes were given. */
  readonly #written = new Set<string>();
  /** The database's own ids of the nodes made here. They never leave the transaction. */
  readonly #elements = new Map<string, string>();
  readonly #done = { nodes: 0, edges: 0 };
  readonly #progress: ((done: WriteProgress) => void) | undefined;

  constructor({ model, run, changes, before, progress }: WriterOptions) {
    this.#model = model;
    this.#run = run;
    this.#changes = changes;
    this.#history = new History(changes, before);
    this.#single = new SingleEnds(model);
    this.#progress = progress;
  }

  async apply(): Promise<WriteResult> {
    const nodes = new Batches<NodeInHand>((kind, batch) => this.#writeNodes(kind, batch));
    for (const write of this.#changes.nodes) {
      const node = prepareNode(this.#model, write);
      await nodes.add(node.kind, { node, write });
    }
    await nodes.flush();
    const edges = new Batches<PreparedEdge>((_, batch) => this.#writeEdges(batch));
    for (const write of this.#changes.edges) {
      const edge = prepareEdge(this.#model, write);
      await edges.add(`${edge.type} ${edge.fromKind} ${edge.toKind}`, edge);
    }
    await edges.flush();
    await this.#removeEdges(this.#changes.removedEdges);
    await this.#removeNodes([...this.#changes.removedNodes]);
    await this.#single.refuseSecond(this.#run);
    const versions = await this.#history.end(this.#run);
    return { graphVersion: this.#history.graphVersion, versions, repeated: false };
  }

  async #writeNodes(kind: string, batch: readonly NodeInHand[]): Promise<void> {
    const present = await this.#nodes(
      kind,
      batch.map(({ node }) => node.id),
    );
    const added: Row[] = [];
    const changed: Row[] = [];
    for (const { node, write } of batch) {
      const before = present.get(node.id);
      checkVersion(write, before);
      if (this.#history.has(node.id))
        throw validationFailed([{ path: node.id, message: 'is written twice in one change' }]);
      const version = Number(before?.['version'] ?? 0) + 1;
      const createdAt = String(before?.['createdAt'] ?? this.#changes.at);
      const after = { ...node.attributes, status: write.status, reviewPackage: write.reviewPackage };
      const told = differing(before ? contentsOf(kindNamed(this.#model, kind), before) : null, after);
      const change = this.#history.touch(node.id, { kind, version, what: before ? 'CHANGED' : 'ADDED', ...told });
      (before ? changed : added).push({
        id: node.id,
        node: nodeProperties(
          kindNamed(this.#model, kind),
          { node, write },
          { version, createdAt, updatedAt: this.#changes.at },
        ),
        change,
      });
    }
    const made = added.length > 0 ? await this.#run(statements.addNodes(kind), { rows: added }) : [];
    for (const { id, element } of made) this.#elements.set(String(id), String(element));
    if (changed.length > 0) await this.#run(statements.changeNodes(kind), { rows: changed });
    this.#report('nodes', batch.length);
  }

  async #writeEdges(batch: readonly PreparedEdge[]): Promise<void> {
    const [group] = batch;
    if (!group) return;
    await this.#touchEnds(
      group.fromKind,
      batch.map(({ from }) => from),
    );
    // The last word on an edge that is named twice counts.
    const rows = [...new Map(batch.map((edge) => [`${edge.from} ${edge.to}`, edge])).values()].map((edge) =>
      this.#edgeRow(edge),
    );
    if ((await this.#putEdges(group, rows)) !== rows.length)
      await this.#refuseAbsent(
        group.toKind,
        batch.map(({ to }) => to),
      );
    const told = batch.map(({ from, to, relationship, order, attributes }): EdgeWrite => ({
      relationship,
      from,
      to,
      order,
      attributes,
    }));
    await this.#tellEdges('edgesWritten', told);
    this.#single.watch(batch);
    this.#report('edges', batch.length);
  }

  /** Edges of nodes that are new, named for the first time, need no search for what may be there already. */
  async #putEdges(group: PreparedEdge, rows: readonly (Row & EdgeEnds)[]): Promise<number> {
    const isNew = ({ from, to }: EdgeEnds) =>
      this.#history.isNew(from) && !this.#written.has(`${group.type} ${from} ${to}`);
    const fresh = rows.filter(isNew);
    const between = ({ to }: EdgeEnds) => this.#elements.has(to);
    const parts = [
      { text: statements.addEdgesBetweenNew, rows: fresh.filter(between).map((row) => this.#betweenNew(group, row)) },
      { text: statements.addEdges(group), rows: fresh.filter((row) => !between(row)) },
      { text: statements.putEdges(group), rows: rows.filter((row) => !isNew(row)) },
    ];
    let put = 0;
    for (const part of parts) {
      if (part.rows.length > 0) put += Number((await this.#run(part.text, { rows: part.rows }))[0]?.['put']);
    }
    for (const { from, to } of rows) if (this.#history.isNew(from)) this.#written.add(`${group.type} ${from} ${to}`);
    return put;
  }

  #betweenNew({ type }: PreparedEdge, { from, to, edge }: Row & EdgeEnds): Row {
    return { type, edge, fromElement: this.#elements.get(from), toElement: this.#elements.get(to) };
  }

  #edgeRow({ relationship, from, to, key, order, attributes }: PreparedEdge): Row & EdgeEnds {
    const table = relationshipOf(this.#model, relationship)?.attributes ?? {};
    return { from, to, edge: { ...edgePropertiesOf(table, attributes), from, to, key, order } };
  }

  /** Nodes that only gain or lose edges get a new version too, once. */
  async #touchEnds(kind: string, ids: readonly string[]): Promise<void> {
    const fresh = [...new Set(ids)].filter((id) => !this.#history.has(id));
    if (fresh.length === 0) return;
    const present = await this.#nodes(kind, fresh);
    const updatedAt = this.#changes.at;
    const rows = fresh.map((id) => {
      const node = present.get(id);
      if (!node) throw absent(id);
      const version = Number(node['version']) + 1;
      const { orders } = placesOf(kindNamed(this.#model, kind), { id, label: '', updatedAt });
      const change = this.#history.touch(id, { kind, version, what: 'CHANGED', before: null, after: null });
      return { id, version: neo4j.int(version), updatedAt, order: orders['updatedAt'], change };
    });
    await this.#run(statements.touchNodes(kind), { rows });
  }

  async #tellEdges(list: 'edgesWritten' | 'edgesRemoved', edges: readonly EdgeName[]): Promise<void> {
    const byEntry = groupBy(edges, ({ from }) => this.#history.entry(from));
    const rows = [...byEntry].map(([entry, own]) => ({ entry, edges: own.map((edge) => JSON.stringify(edge)) }));
    await this.#run(statements.tellEdges(list), { rows });
  }

  async #removeEdges(names: Iterable<EdgeName>): Promise<void> {
    const batches = new Batches<EdgeName>((_, batch) => this.#removeEdgeBatch(batch));
    for (const name of names) {
      const { relationship, fromKind, toKind } = namedEdge(this.#model, name);
      await batches.add(`${relationship.name} ${fromKind} ${toKind}`, name);
    }
    await batches.flush();
  }

  async #removeEdgeBatch(batch: readonly EdgeName[]): Promise<void> {
    const [one] = batch;
    if (!one) return;
    const { relationship, fromKind, toKind } = namedEdge(this.#model, one);
    await this.#touchEnds(
      fromKind,
      batch.map(({ from }) => from),
    );
    const rows = batch.map(({ from, to }) => ({ from, to }));
    const gone = await this.#run(statements.dropEdges({ type: storedType(relationship, fromKind), fromKind, toKind }), {
      rows,
    });
    const dropped = new Set(gone.map(({ from, to }) => `${String(from)} ${String(to)}`));
    const missing = batch.find(({ from, to }) => !dropped.has(`${from} ${to}`));
    if (missing) throw absent(`${missing.from} ${missing.relationship} ${missing.to}`);
    await this.#tellEdges(
      'edgesRemoved',
      batch.map(({ from, to }) => ({ relationship: relationship.name, from, to })),
    );
    this.#report('edges', batch.length);
  }

  /** First all their edges go, then they do, so that nodes that point at each other can leave together. */
  async #removeNodes(removals: readonly NodeRemoval[]): Promise<void> {
    const batches: { kind: string; batch: readonly NodeRemoval[]; contents: ReadonlyMap<string, Row> }[] = [];
    const byKind = new Batches<NodeRemoval>(async (kind, batch) => {
      batches.push({ kind, batch, contents: await this.#dropOutgoing(kind, batch) });
    });
    for (const removal of removals.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
      const kind = kindOfId(this.#model, removal.id);
      if (kind === undefined) throw absent(removal.id);
      await byKind.add(kind, removal);
    }
    await byKind.flush();
    for (const { kind, batch, contents } of batches) await this.#removeBatch(kind, batch, contents);
  }

  async #dropOutgoing(kind: string, batch: readonly NodeRemoval[]): Promise<ReadonlyMap<string, Row>> {
    const ids = batch.map(({ id }) => id);
    const present = await this.#nodes(kind, ids);
    for (const removal of batch) {
      if (!present.has(removal.id)) throw absent(removal.id);
      checkVersion(removal, present.get(removal.id));
    }
    await this.#touchEnds(kind, ids);
    const forward = traversalsOf(this.#model, kind).filter(({ direction }) => direction === 'forward');
    if (forward.length > 0) {
      const names = new Map(forward.map(({ type, relationship }) => [type, relationship.name]));
      const edges = await this.#run(statements.outgoing(kind, [...names.keys()]), { ids });
      await this.#removeEdges(
        edges.map(({ type, from, to }) => ({
          relationship: names.get(String(type)) ?? '',
          from: String(from),
          to: String(to),
        })),
      );
    }
    return present;
  }

  async #removeBatch(kind: string, batch: readonly NodeRemoval[], contents: ReadonlyMap<string, Row>): Promise<void> {
    const [held] = await this.#run(statements.pointedAt(kind), { ids: batch.map(({ id }) => id) });
    if (held) throw stillPointedAt(String(held['id']));
    const rows = batch.map(({ id }) => {
      this.#history.remove(id);
      return {
        id,
        entry: this.#history.entry(id),
        before: JSON.stringify(contentsOf(kindNamed(this.#model, kind), contents.get(id) ?? {})),
      };
    });
    await this.#run(statements.removeNodes(kind), { rows });
    await this.#run(statements.tellRemoval, { rows });
  }

  async #nodes(kind: string, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    const rows = await this.#run(statements.nodesById(kind), { ids });
    return new Map(rows.map(({ node }) => [String((node as Row)['id']), node as Row]));
  }

  async #refuseAbsent(kind: string, ids: readonly string[]): Promise<never> {
    const present = await this.#nodes(kind, ids);
    throw absent(ids.find((id) => !present.has(id)) ?? kind);
  }

  #report(what: 'nodes' | 'edges', count: number): void {
    this.#done[what] += count;
    this.#progress?.({ ...this.#done });
  }
}

export interface WriterOptions {
  readonly model: Model;
  readonly run: Run;
  readonly changes: ChangeSet;
  readonly before: Counters;
  readonly progress?: ((done: WriteProgress) => void) | undefined;
}
