import { isDeepStrictEqual } from 'node:util';
import { DomainError, invalidArgument } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { Model } from '../../domain/model.ts';
import type { EdgeName } from '../../store/change-set.ts';
import type { NodeRow, Selection } from '../../store/read-plan.ts';
import type { Store } from '../../store/store.ts';
import { versionConflict } from '../../store/write-rules.ts';
import { connectionLists } from '../connections.ts';
import type { CheckedChange, Making } from '../draft-change.ts';
import type { Proposal, ProposedNode } from '../proposal.ts';
import type { Drafted } from '../verbs/verbs.ts';
import { applyChanges } from './apply-changes.ts';
import { isListChange } from './changed-attributes.ts';
import { revisableKinds, type EntryChange, type Revision } from './revision.ts';

/** A change of an accepted entry, from the version that was read; `VERSION_CONFLICT` where it is at another. */
export async function entryRevision(store: Store, revision: Revision, making: Making): Promise<Drafted> {
  const { id, expectedVersion, changes } = revision;
  if (!isRevisable(store.model, id))
    throw invalidArgument(
      'id',
      `id must be the id of an entry that can be revised, or of a draft; got ${JSON.stringify(id.slice(0, 60))}.`,
    );
  const { nodes, there } = await asTheyAre(store, [id], changes);
  const [node] = nodes;
  if (!node) throw new DomainError('NOT_FOUND', `Nothing has the id "${id}".`, absent);
  if (node.expectedVersion !== expectedVersion) throw versionConflict(id, expectedVersion, node.expectedVersion);
  const start = { nodes, edges: [], removedEdges: [] };
  const changed = applyChanges(store.model, { start, there }, changes, making);
  return { ...withBefore(changed, nodes), verb: 'revise', subject: id };
}

const isRevisable = (model: Model, id: string) => revisableKinds(model).some(([kind]) => kind === kindOfId(model, id));

const absent = { problems: [{ path: 'id', message: 'is not there' }] };

/** A draft after changes to what it adds or changes. */
export async function draftRevision(
  store: Store,
  draft: Proposal,
  { changes }: Revision,
  making: Making,
): Promise<CheckedChange> {
  const revised = draft.nodes.filter(({ expectedVersion }) => expectedVersion > 0).map(({ id }) => id);
  const { nodes, there } = revised.length > 0 ? await asTheyAre(store, revised, changes) : { nodes: [], there: [] };
  return withBefore(applyChanges(store.model, { start: draft, there }, changes, making), nodes);
}

/** The change, where nodes that are there also say how the attributes that differ were. */
function withBefore(change: CheckedChange, nodes: readonly ProposedNode[]): CheckedChange {
  const was = new Map(nodes.map(({ id, attributes }) => [id, attributes]));
  return { ...change, nodes: change.nodes.map((node) => withDifference(node, was.get(node.id))) };
}

function withDifference(node: ProposedNode, was: ProposedNode['attributes'] | undefined): ProposedNode {
  if (!was) return node;
  const differs = Object.keys(node.attributes).filter((name) => !isDeepStrictEqual(node.attributes[name], was[name]));
  return { ...node, before: Object.fromEntries(differs.map((name) => [name, was[name]])) };
}

/** Entries of the graph as a change of them starts, and their connections of the kinds that are to change. */
async function asTheyAre(store: Store, ids: readonly string[], changes: readonly EntryChange[]) {
  const [answer, there] = await Promise.all([
    store.read({ roots: { entries: { by: 'ids', ids, select: wholeEntries(store.model, ids) } } }),
    connectionsOf(store, ids, changes),
  ]);
  const rows = (answer['entries'] as readonly (NodeRow | null)[]).filter((row) => row !== null);
  return { nodes: rows.map((row) => nodeOf(store.model, row)), there };
}

/** Only of the kinds that are asked for: a database plans a text the longer the more it says. */
function wholeEntries(model: Model, ids: readonly string[]): Selection {
  const asked = new Set(ids.map((id) => kindOfId(model, id)));
  const kinds = revisableKinds(model).filter(([kind]) => asked.has(kind));
  return Object.fromEntries(
    kinds.map(([kind, { attributes }]) => [
      kind,
      { attributes: ['version', ...Object.keys(attributes)], relations: {} },
    ]),
  );
}

function nodeOf({ kinds }: Model, row: NodeRow): ProposedNode {
  const names = Object.keys(kinds[row.__typename]?.attributes ?? {});
  return {
    id: row.id,
    expectedVersion: Number(row['version']),
    attributes: Object.fromEntries(names.map((name) => [name, row[name] ?? null])),
  };
}

/** More than one entry is connected with by any list. */
const mostConnections = 10_000;

async function connectionsOf(store: Store, ids: readonly string[], changes: readonly EntryChange[]) {
  const names = new Set(changes.flatMap(({ fields }) => relationshipsIn(store.model, fields)));
  if (names.size === 0) return [];
  const steps = [...names].toSorted().map((relationship) => ({ relationship, direction: 'forward' as const }));
  const { edges } = await store.reach({ from: ids, steps, maxDepth: 1, maxNodes: mostConnections, attributes: {} });
  return edges.map(({ relationship, from, to }): EdgeName => ({ relationship, from, to }));
}

/** The relationships of which connections are to be added or removed. */
const relationshipsIn = (model: Model, fields: EntryChange['fields']): string[] =>
  Object.entries(connectionLists).flatMap(([name, { kinds, relationship }]) => {
    const given = fields[name];
    const { add, remove } = isListChange(given) ? given : {};
    const asked = new Set([...(add ?? []), ...(remove ?? [])].map((id) => kindOfId(model, String(id))));
    return kinds.filter((kind) => asked.has(kind)).map((kind) => relationship(kind));
  });
