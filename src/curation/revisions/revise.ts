import type { RelationshipName } from '../../domain/relationships.ts';
import { isDeepStrictEqual } from 'node:util';
import { DomainError, invalidArgument } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import { traversalsOf, type Model } from '../../domain/model.ts';
import type { EdgeName } from '../../store/change-set.ts';
import { nodesOfPage, presentRows, relationIn } from '../../store/answered-nodes.ts';
import type { NodeRow, RelationRead, Selection } from '../../store/read-plan.ts';
import { AliasStore } from '../../store/aliases/alias-store.ts';
import type { Store } from '../../store/store.ts';
import { versionConflict } from '../../store/refusals.ts';
import { connectionLists, kindsInList, relationshipTo } from '../drafts/connections.ts';
import type { CheckedChange } from '../drafts/draft-change.ts';
import type { MutationContext } from '../requests/mutation-context.ts';
import type { ProposedChange, ProposedNode } from '../drafts/proposed-change.ts';
import type { Drafted } from '../verbs/verbs.ts';
import { applyChanges } from './apply-changes.ts';
import { isListChange } from './changed-attributes.ts';
import { revisableKinds, type EntryChange, type Revision } from './revision.ts';

/** A change of an accepted entry, from the version that was read; `VERSION_CONFLICT` where it is at another. */
export async function entryRevision(store: Store, revision: Revision, context: MutationContext): Promise<Drafted> {
  const { id, expectedVersion, changes } = revision;
  if (!isRevisable(store.model, id))
    throw invalidArgument(
      'id',
      `id must be the id of an entry that can be revised, or of a draft; got ${JSON.stringify(id.slice(0, 60))}.`,
    );
  const { nodes, ...present } = await readEntries(store, [id], changes);
  const survivor = present.standingFor(id);
  if (survivor !== id)
    throw new DomainError(
      'WRONG_STATE',
      `${id} was merged into ${survivor}: read that one, and revise it if it is meant.`,
    );
  const [node] = nodes;
  if (!node) throw new DomainError('NOT_FOUND', `Nothing has the id "${id}".`, absent);
  if (node.expectedVersion !== expectedVersion) throw versionConflict(id, expectedVersion, node.expectedVersion);
  const start = { nodes, edges: [], removedEdges: [] };
  const changed = applyChanges(store.model, { start, ...present }, changes, context);
  return { ...withBefore(changed, nodes), verb: 'revise', subject: id };
}

const isRevisable = (model: Model, id: string) => revisableKinds(model).some(([kind]) => kind === kindOfId(model, id));

const absent = { problems: [{ path: 'id', message: 'is not there' }] };

/** A draft after changes to what it adds or changes. */
export async function draftRevision(
  store: Store,
  draft: ProposedChange,
  { changes }: Revision,
  context: MutationContext,
): Promise<CheckedChange> {
  const revised = draft.nodes.filter(({ expectedVersion }) => expectedVersion > 0).map(({ id }) => id);
  const { nodes, ...present } = revised.length > 0 ? await readEntries(store, revised, changes) : noEntries;
  return withBefore(applyChanges(store.model, { start: draft, ...present }, changes, context), nodes);
}

const noEntries = { nodes: [], there: [], standingFor: (id: string) => id };

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

/**
 * Entries of the graph as a change of them starts, their connections of the kinds that are to change, and what stands for
 * those that are to be added. One statement.
 */
async function readEntries(store: Store, ids: readonly string[], changes: readonly EntryChange[]) {
  const select = wholeEntries(store.model, ids, changes);
  const aliases = new AliasStore(store);
  const answer = await aliases.read({
    roots: { entries: { by: 'ids', ids, select }, added: { by: 'ids', ids: addedIds(changes), select: {} } },
  });
  const rows = presentRows(answer, 'entries');
  return {
    nodes: rows.map((row) => nodeOf(store.model, row)),
    there: rows.flatMap((row) => edgesOf(store.model, row)),
    standingFor: (id: string) => aliases.standingFor(id),
  };
}

/** Ids that changes add to lists of connections. */
const addedIds = (changes: readonly EntryChange[]): string[] =>
  changes.flatMap(({ fields }) =>
    Object.keys(connectionLists).flatMap((name) => {
      const input = fields[name];
      return isListChange(input) ? (input.add ?? []).map(String) : [];
    }),
  );

/** Only the attributes and relations that the changes name: the longer a text, the longer a database plans it. */
function wholeEntries(model: Model, ids: readonly string[], changes: readonly EntryChange[]): Selection {
  const wantedKinds = new Set(ids.map((id) => kindOfId(model, id)));
  const names = new Set(changes.flatMap(({ fields }) => relationshipsIn(model, fields)));
  const kinds = revisableKinds(model).filter(([kind]) => wantedKinds.has(kind));
  return Object.fromEntries(
    kinds.map(([kind, { attributes }]) => {
      const along = forwardOf(model, kind).filter(({ relationship: { name } }) => names.has(name));
      const relations = Object.fromEntries(along.map(({ field: { field } }) => [field, idsAlong(field)]));
      return [kind, { attributes: ['version', ...Object.keys(attributes)], relations }];
    }),
  );
}

const forwardOf = (model: Model, kind: string) =>
  traversalsOf(model, kind).filter(({ direction }) => direction === 'forward');

/** More than one entry is connected with by any list. */
const mostConnections = 1_000;

const idsAlong = (field: string): RelationRead => ({
  field,
  page: { first: mostConnections, after: null },
  rows: true,
  count: false,
  edgeAttributes: [],
  select: {},
});

const edgesOf = (model: Model, row: NodeRow): EdgeName[] =>
  forwardOf(model, row.__typename).flatMap(({ field: { field }, relationship: { name } }) => {
    return nodesOfPage(relationIn(row, field)).map((node) => ({ relationship: name, from: row.id, to: node.id }));
  });

function nodeOf({ kinds }: Model, row: NodeRow): ProposedNode {
  const names = Object.keys(kinds[row.__typename]?.attributes ?? {});
  return {
    id: row.id,
    expectedVersion: Number(row['version']),
    attributes: Object.fromEntries(names.map((name) => [name, row[name] ?? null])),
  };
}

/** The relationships of which connections are to be added or removed. */
const relationshipsIn = (model: Model, fields: EntryChange['fields']): RelationshipName[] =>
  Object.entries(connectionLists).flatMap(([name, list]) => {
    const input = fields[name];
    const { add, remove } = isListChange(input) ? input : {};
    const wantedKinds = new Set([...(add ?? []), ...(remove ?? [])].map((id) => kindOfId(model, String(id))));
    return kindsInList(list).flatMap((kind) => (wantedKinds.has(kind) ? (relationshipTo(list, kind) ?? []) : []));
  });
