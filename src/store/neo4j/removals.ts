import { kindOfId } from '../../domain/ids.ts';
import { storedType, traversalsOf, type Model } from '../../domain/model.ts';
import { removedEdge, type ChangeLog } from '../change-log.ts';
import type { ChangeSet, EdgeName, NodeRemoval } from '../change-set.ts';
import { absent, stillPointedAt } from '../refusals.ts';
import { namedEdge } from '../write-rules.ts';
import { Batches } from './batches.ts';
import type { Row, Run } from './connection.ts';
import { checkVersion, contentsOf, kindNamed } from './node-rows.ts';
import { nodesById } from './nodes-by-id.ts';
import * as statements from './write-statements.ts';

/** What removing needs of the change that it is part of. */
export interface Removing {
  readonly model: Model;
  readonly run: Run;
  readonly log: ChangeLog;
  /** Gives nodes whose edges go a new version, once. */
  readonly touchEnds: (kind: string, ids: readonly string[]) => Promise<void>;
  /** Hears how many edges went. */
  readonly removed: (edges: number) => void;
}

/** Takes away the edges and then the nodes that a change set removes. */
export async function removeFrom(
  removing: Removing,
  { removedEdges, removedNodes }: Pick<ChangeSet, 'removedEdges' | 'removedNodes'>,
): Promise<void> {
  const removals = new Removals(removing);
  await removals.edges(removedEdges);
  await removals.nodes([...removedNodes]);
}

class Removals {
  readonly #removing: Removing;
  readonly #model: Model;
  readonly #run: Run;
  readonly #log: ChangeLog;

  constructor(removing: Removing) {
    this.#removing = removing;
    this.#model = removing.model;
    this.#run = removing.run;
    this.#log = removing.log;
  }

  async edges(names: Iterable<EdgeName>): Promise<void> {
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
    await this.#removing.touchEnds(
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
    for (const name of batch) this.#log.get(name.from)?.edgesRemoved.push(removedEdge(name));
    this.#removing.removed(batch.length);
  }

  /** First all their edges go, then they do, so that nodes that point at each other can leave together. */
  async nodes(removals: readonly NodeRemoval[]): Promise<void> {
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
    const present = await nodesById(this.#run, kind, ids);
    for (const removal of batch) {
      if (!present.has(removal.id)) throw absent(removal.id);
      checkVersion(removal, present.get(removal.id));
    }
    await this.#removing.touchEnds(kind, ids);
    const forward = traversalsOf(this.#model, kind).filter(({ direction }) => direction === 'forward');
    if (forward.length > 0) {
      const names = new Map(forward.map(({ type, relationship }) => [type, relationship.name]));
      const edges = await this.#run(statements.outgoing(kind, [...names.keys()]), { ids });
      await this.edges(
        edges.flatMap(({ type, from, to }) => {
          const relationship = names.get(String(type));
          return relationship ? [{ relationship, from: String(from), to: String(to) }] : [];
        }),
      );
    }
    return present;
  }

  async #removeBatch(kind: string, batch: readonly NodeRemoval[], contents: ReadonlyMap<string, Row>): Promise<void> {
    const ids = batch.map(({ id }) => id);
    const [kept] = await this.#run(statements.pointedAt(kind), { ids });
    if (kept) throw stillPointedAt(String(kept['id']));
    for (const id of ids) {
      const touched = this.#log.get(id);
      if (touched) this.#log.remove(touched, contentsOf(kindNamed(this.#model, kind), contents.get(id) ?? {}));
    }
    await this.#run(statements.removeNodes(kind), { ids });
  }
}
