import { differences } from '../analysis/audit/differences.ts';
import { paired } from '../analysis/audit/paired.ts';
import type { ReplayedNode } from '../analysis/audit/replay.ts';
import { replayedNodes } from '../analysis/audit/replayed-nodes.ts';
import { foundNodes } from '../analysis/audit/verify-history.ts';
import type { Attribute } from '../domain/attribute.ts';
import type { Model } from '../domain/model.ts';
import type { LifeCycleStatus } from '../domain/life-cycle.ts';
import type { Store, StoredNode } from '../store/store.ts';

/** The nodes as the history gives them up to an entry, in order of id. */
export async function* replayedGraph(store: Store, last: number): AsyncGenerator<StoredNode> {
  for await (const replayed of replayedNodes(store, last)) yield storedNode(store.model, replayed);
}

/**
 * The nodes as they were stored when the history had come to an entry, in order of id, while others write: what was
 * written to since is replayed from its history.
 */
export async function* graphAt(store: Store, last: number): AsyncGenerator<StoredNode> {
  for await (const { replayed, found } of paired(replayedNodes(store, last), foundNodes(store))) {
    const id = replayed?.id ?? found?.id ?? '';
    const isMoved =
      differences(store.model, replayed, found).length > 0 &&
      (await store.historyOf(id, { after: last, first: 1 })).length > 0;
    if (!isMoved && found) yield found;
    if (isMoved && replayed) yield storedNode(store.model, replayed);
  }
}

function storedNode(model: Model, replayed: ReplayedNode): StoredNode {
  const { id, kind, version, createdAt, updatedAt, contents, edges } = replayed;
  const { status, reviewPackage } = contents;
  const table = Object.entries(model.kinds[kind]?.attributes ?? {});
  const attributes = Object.fromEntries(
    table.map(([name, attribute]) => [name, name in contents ? contents[name] : unset(attribute)]),
  );
  return {
    id,
    kind,
    version,
    createdAt,
    updatedAt,
    attributes,
    edges: [...edges.values()],
    status: status as LifeCycleStatus,
    reviewPackage: typeof reviewPackage === 'string' ? reviewPackage : null,
  };
}

/** What joined the model since, as stores fill it in. */
const unset = ({ list, default: preset }: Attribute) => preset ?? (list ? [] : null);
