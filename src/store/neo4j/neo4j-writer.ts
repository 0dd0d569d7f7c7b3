import neo4j, { type Integer } from 'neo4j-driver';
import { kindOfId } from '../../domain/ids.ts';
import { relationshipOf, type Model } from '../../domain/model.ts';
import { ChangeLog, writtenEdge, type Counters } from '../change-log.ts';
import type { ChangeSet, SeenNode, WriteProgress, WriteResult } from '../change-set.ts';
import { absent, duplicate, writtenTwice } from '../refusals.ts';
import { leavesGraph, placesOf, prepareEdge, prepareNode, assertAsSeen, type PreparedEdge } from '../write-rules.ts';
import { Batches } from './batches.ts';
import type { Row, Run } from './connection.ts';
import { takenId } from './errors.ts';
import { grouped } from '../../support/grouped.ts';
import { endNumber } from './names.ts';
import { checkVersion, contentsOf, kindNamed, nodeProperties, type NodeInHand } from './node-rows.ts';
import { nodesById } from './nodes-by-id.ts';
import { writeRecords } from './records.ts';
import { removeFrom } from './removals.ts';
import { SingleEnds } from './single-ends.ts';
import { changeRow, edgePropertiesOf } from './values.ts';
import * as statements from './write-statements.ts';

/** Edges of all sorts that are put together; each sort takes a statement of its own. */
const mixedBatchSize = 10_000;

/** A node that this change made: the database's own id, which never leaves the transaction, and its number. */
interface CreatedNode {
  readonly element: string;
  readonly number: Integer;
}

/**
 * Applies one change set inside a transaction that holds the write lock. Rows go in batches, and one batch is prepared
 * while the one before is being written; memory grows with the ids and the history of the set only.
 */
export class Neo4jWriter {
  readonly #model: Model;
  readonly #run: Run;
  readonly #changes: ChangeSet;
  readonly #before: Counters;
  readonly #log = new ChangeLog();
  readonly #single: SingleEnds;
  readonly #made = new Map<string, CreatedNode>();
  /** Edges between nodes made here. */
  readonly #written = new Set<string>();
  readonly #done = { nodes: 0, edges: 0 };
  readonly #progress: ((done: WriteProgress) => void) | undefined;
  #underway: Promise<unknown> = Promise.resolve();

  constructor({ model, run, changes, before, progress }: WriterOptions) {
    this.#model = model;
    this.#run = run;
    this.#changes = changes;
    this.#before = before;
    this.#single = new SingleEnds(model, (id) => this.#log.isNew(id));
    this.#progress = progress;
  }

  async apply(): Promise<WriteResult> {
    await this.#refuseMoved(this.#changes.restsOn ?? []);
    await this.#writeAllNodes();
    await this.#writeAllEdges();
    await removeFrom(
      {
        model: this.#model,
        run: this.#run,
        log: this.#log,
        touchEnds: (kind, ids) => this.#touchEnds(kind, ids),
        removed: (edges) => this.#report('edges', edges),
      },
      this.#changes,
    );
    await this.#single.assertFirst(this.#run);
    const graphVersion = this.#before.graphVersion + (leavesGraph(this.#changes, this.#log.size) ? 0 : 1);
    await Promise.all([writeRecords(this.#run, this.#changes.records ?? []), this.#keepHistory(graphVersion)]);
    return { graphVersion, versions: this.#log.versions() };
  }

  /** Kinds know nothing of each other: their statements go out without waiting for answers. */
  async #refuseMoved(seen: readonly SeenNode[]): Promise<void> {
    const byKind = grouped(seen, ({ id }) => kindOfId(this.#model, id) ?? '');
    const looks = [...byKind].map(async ([kind, nodes]) => {
      const ids = kind === '' ? [] : [...new Set(nodes.map(({ id }) => id))];
      const present = await nodesById(this.#run, kind, ids);
      for (const node of nodes) assertAsSeen(node, present.get(node.id));
    });
    await Promise.all(looks);
  }

  async #writeAllNodes(): Promise<void> {
    const nodes = new Batches<NodeInHand>((kind, batch) => this.#writeNodes(kind, batch));
    for (const write of this.#changes.nodes) {
      const node = prepareNode(this.#model, write);
      await nodes.add(node.kind, { node, write });
    }
    // A node is of one kind, so kinds know nothing of each other: their statements go out without waiting for answers.
    await nodes.flushTogether();
    await this.#underway;
  }

  async #writeNodes(kind: string, batch: readonly NodeInHand[]): Promise<void> {
    // What is to be new is not looked for: ids are unique, so the database refuses one that is there.
    const changing = batch.flatMap(({ node, write }) => (write.expectedVersion === 0 ? [] : [node.id]));
    const present = await nodesById(this.#run, kind, changing);
    const [added, changed]: [Row[], Row[]] = [[], []];
    for (const { node, write } of batch) {
      const before = present.get(node.id);
      const again = this.#log.get(node.id);
      checkVersion(write, again ? { version: again.versionBefore + 1 } : before);
      if (again) throw writtenTwice(node.id);
      const version = Number(before?.['version'] ?? 0);
      const after = { ...node.attributes, status: write.status, reviewPackage: write.reviewPackage };
      const touched = this.#log.touch(node.id, kind, version);
      this.#log.write(touched, before ? contentsOf(kindNamed(this.#model, kind), before) : null, after);
      const row = nodeProperties(
        kindNamed(this.#model, kind),
        { node, write },
        {
          version: version + 1,
          createdAt: String(before?.['createdAt'] ?? this.#changes.at),
          updatedAt: this.#changes.at,
          // Each node that a change touches takes one of the sequence, so no number is given twice.
          number: neo4j.int(Number(before?.[endNumber] ?? this.#before.sequence + this.#log.size)),
        },
      );
      (before ? changed : added).push(row);
    }
    if (added.length > 0) await this.#meanwhile(() => this.#addNodes(kind, added));
    if (changed.length > 0) await this.#meanwhile(() => this.#run(statements.changeNodes(kind), { rows: changed }));
    this.#report('nodes', batch.length);
  }

  async #addNodes(kind: string, nodes: readonly Row[]): Promise<void> {
    const adding = this.#run(statements.addNodes, { rows: nodes.map((node) => [kind, node]) });
    const made = await adding.catch((error: unknown) => {
      const taken = takenId(error);
      throw taken === undefined ? error : duplicate(taken);
    });
    for (const { id, element, number } of made)
      this.#made.set(String(id), { element: String(element), number: neo4j.int(Number(number)) });
  }

  async #writeAllEdges(): Promise<void> {
    const between = new Batches<PreparedEdge>((_, batch) => this.#addBetweenNew(batch));
    const others = new Batches<PreparedEdge>(async (_, batch) => {
      // Some may name an edge again that still waits to be made.
      await between.flush();
      await this.#underway;
      await this.#putAll(batch);
    }, mixedBatchSize);
    for (const write of this.#changes.edges) {
      const edge = prepareEdge(this.#model, write);
      if (this.#isFresh(edge)) await between.add('', edge);
      else await others.add('', edge);
    }
    await between.flush();
    await others.flush();
    await this.#underway;
  }

  /** Between two nodes made here, and named for the first time: nothing can be there to be found first. */
  #isFresh({ type, from, to }: PreparedEdge): boolean {
    const [start, end] = [this.#made.get(from), this.#made.get(to)];
    if (!start || !end) return false;
    const { size } = this.#written;
    return this.#written.add(`${type} ${String(start.number)} ${String(end.number)}`).size > size;
  }

  async #addBetweenNew(batch: readonly PreparedEdge[]): Promise<void> {
    this.#note(batch);
    const rows = [...grouped(batch, ({ from }) => from)].map(([from, edges]) => [
      this.#made.get(from)?.element,
      edges.map((edge) => {
        const [start, end] = [this.#made.get(edge.from), this.#made.get(edge.to)];
        return [edge.type, end?.element, { ...this.#edgeProperties(edge), from: start?.number, to: end?.number }];
      }),
    ]);
    await this.#meanwhile(() => this.#run(statements.addEdgesBetweenNew, { rows }));
    this.#report('edges', batch.length);
  }

  /** First the nodes that they run from, kind by kind, then the edges, group by group; neither waits for its like. */
  async #putAll(batch: readonly PreparedEdge[]): Promise<void> {
    const kinds = grouped(batch, ({ fromKind }) => fromKind);
    const ends = [...kinds].map(([kind, edges]) => [kind, edges.map(({ from }) => from)] as const);
    await Promise.all(ends.map(([kind, ids]) => this.#touchEnds(kind, ids)));
    const groups = grouped(batch, ({ type, fromKind, toKind }) => `${type} ${fromKind} ${toKind}`);
    await Promise.all([...groups.values()].map((edges) => this.#putEdges(edges)));
  }

  /** Edges of one type with one kind at each end. */
  async #putEdges(batch: readonly PreparedEdge[]): Promise<void> {
    const [group] = batch;
    if (!group) return;
    // The last word on an edge that is named twice counts.
    const edges = [...new Map(batch.map((edge) => [`${edge.from} ${edge.to}`, edge])).values()];
    const rows = edges.map((edge) => ({ from: edge.from, to: edge.to, edge: this.#edgeProperties(edge) }));
    // Before anything is waited for: the history keeps edges in the order in which they are named.
    this.#note(batch);
    const [answer] = await this.#run(statements.putEdges(group), { rows });
    const ends = batch.map(({ to }) => to);
    if (Number(answer?.['put']) !== rows.length) await this.#refuseAbsent(group.toKind, ends);
    this.#report('edges', batch.length);
  }

  /** Written edges of one batch, for history and for what may be there only once. */
  #note(batch: readonly PreparedEdge[]): void {
    for (const edge of batch) this.#log.get(edge.from)?.edgesWritten.push(writtenEdge(edge));
    for (const edges of grouped(batch, ({ type, fromKind, toKind }) => `${type} ${fromKind} ${toKind}`).values())
      this.#single.watch(edges);
  }

  #edgeProperties({ relationship, key, attributes }: PreparedEdge): Row {
    const table = relationshipOf(this.#model, relationship)?.attributes ?? {};
    return { ...edgePropertiesOf(table, attributes), key };
  }

  /** Nodes that only gain or lose edges get a new version too, once. */
  async #touchEnds(kind: string, ids: readonly string[]): Promise<void> {
    const fresh = [...new Set(ids)].filter((id) => !this.#log.has(id));
    if (fresh.length === 0) return;
    const updatedAt = this.#changes.at;
    const rows = fresh.map((id) => {
      const { orders } = placesOf(kindNamed(this.#model, kind), { id, label: '', updatedAt });
      return { id, updatedAt, order: orders['updatedAt'] };
    });
    const touched = await this.#run<{ id: string; version: number }>(statements.touchNodes(kind), { rows });
    const versions = new Map(touched.map(({ id, version }) => [id, version]));
    for (const id of fresh) {
      const version = versions.get(id);
      if (version === undefined) throw absent(id);
      this.#log.touch(id, kind, version - 1);
    }
  }

  async #keepHistory(graphVersion: number): Promise<void> {
    const batches = new Batches<Row>((_, rows) => this.#meanwhile(() => this.#run(statements.keepChanges, { rows })));
    let { sequence, hash } = this.#before;
    for (const { touched: _, ...entry } of this.#log.entries(this.#changes, this.#before)) {
      ({ sequence, hash } = entry);
      await batches.add('', changeRow(entry));
    }
    await batches.flush();
    await this.#underway;
    if (graphVersion === this.#before.graphVersion) return;
    await this.#run(statements.endTurn, {
      graphVersion: neo4j.int(graphVersion),
      sequence: neo4j.int(sequence),
      hash,
    });
  }

  /** Starts the work and waits for the one before it only: a statement runs while the next is prepared and sent. */
  async #meanwhile(work: () => Promise<unknown>): Promise<void> {
    const before = this.#underway;
    this.#underway = work();
    // It is awaited later, where its failure counts; until then nobody listens.
    this.#underway.catch(() => undefined);
    await before;
  }

  async #refuseAbsent(kind: string, ids: readonly string[]): Promise<never> {
    const present = await nodesById(this.#run, kind, ids);
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
