import { isDeepStrictEqual } from 'node:util';
import { DomainError, invalidArgument } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import { traversalsOf, type Model } from '../../domain/model.ts';
import type { EdgeName } from '../../store/change-set.ts';
import type { NodeRow, PageAnswer, RelationRead, Selection } from '../../store/read-plan.ts';
import type { Store } from '../../store/store.ts';
import { versionConflict } from '../../store/write-rules.ts';
import { connectionLists } from '../connections.ts';
import type { CheckedChange, Making } from '../draft-change.ts';
import type { Proposal, ProposedNode } from '../proposal.ts';
import type { Drafted } from '../verbs/verbs.ts';
import { applyChanges } from './apply-changes.ts';
import { revisableKinds, type Revision } from './revision.ts';

/** A change of an accepted entry, from the version that was read; `VERSION_CONFLICT` where it is at another. */
export async function entryRevision(store: Store, revision: Revision, making: Making): Promise<Drafted> {
  const { id, expectedVersion, changes } = revision;
  if (!isRevisable(store.model, id))
    throw invalidArgument(
      'id',
      `id must be the id of an entry that can be revised, or of a draft; got ${JSON.stringify(id.slice(0, 60))}.`,
    );
  const { nodes, there } = await asTheyAre(store, [id]);
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
  const { nodes, there } = revised.length > 0 ? await asTheyAre(store, revised) : { nodes: [], there: [] };
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

/** Entries of the graph as a change of them starts, with their connections of every list. One statement. */
async function asTheyAre(store: Store, ids: readonly string[]) {
  const answer = await store.read({ roots: { entries: { by: 'ids', ids, select: wholeEntries(store.model, ids) } } });
  const rows = (answer['entries'] as readonly (NodeRow | null)[]).filter((row) => row !== null);
  return {
    nodes: rows.map((row) => nodeOf(store.model, row)),
    there: rows.flatMap((row) => edgesOf(store.model, row)),
  };
}

function nodeOf({ kinds }: Model, row: NodeRow): ProposedNode {
  const names = Object.keys(kinds[row.__typename]?.attributes ?? {});
  return {
    id: row.id,
    expectedVersion: Number(row['version']),
    attributes: Object.fromEntries(names.map((name) => [name, row[name] ?? null])),
  };
}

const edgesOf = (model: Model, row: NodeRow): EdgeName[] =>
  listsOf(model, row.__typename).flatMap(({ field: { field }, relationship: { name } }) =>
    ((row[field] as PageAnswer).rows ?? []).map(({ node }) => ({ relationship: name, from: row.id, to: node.id })),
  );

/** The traversals behind the lists of connections that a kind has. */
function listsOf(model: Model, kind: string) {
  const names: readonly string[] = Object.values(connectionLists).flatMap((list) =>
    list.kinds.map((each) => list.relationship(each)),
  );
  return traversalsOf(model, kind).filter(
    ({ direction, relationship: { name } }) => direction === 'forward' && names.includes(name),
  );
}

const mostConnections = 1_000;

const idsAlong = (field: string): RelationRead => ({
  field,
  page: { first: mostConnections, after: null },
  rows: true,
  count: false,
  edgeAttributes: [],
  select: {},
});

/** Only of the kinds that are asked for: a database plans a text the longer the more it says. */
function wholeEntries(model: Model, ids: readonly string[]): Selection {
  const asked = new Set(ids.map((id) => kindOfId(model, id)));
  const kinds = revisableKinds(model).filter(([kind]) => asked.has(kind));
  return Object.fromEntries(
    kinds.map(([kind, { attributes }]) => {
      const lists = listsOf(model, kind).map(({ field: { field } }) => [field, idsAlong(field)] as const);
      return [kind, { attributes: ['version', ...Object.keys(attributes)], relations: Object.fromEntries(lists) }];
    }),
  );
}
