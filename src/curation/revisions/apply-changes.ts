import { isDeepStrictEqual } from 'node:util';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { Model } from '../../domain/model.ts';
import type { EdgeName } from '../../store/change-set.ts';
import { connectionLists, relationshipTo, type ConnectionName } from '../drafts/connections.ts';
import { DraftChange, type CheckedChange } from '../drafts/draft-change.ts';
import type { MutationContext } from '../requests/mutation-context.ts';
import { readOnlyAttributesOf } from '../drafts/read-only-attributes.ts';
import type { ProposedChange, ProposedNode } from '../drafts/proposed-change.ts';
import { changedAttributes, isListChange } from './changed-attributes.ts';
import type { EntryChange } from './revision.ts';

export interface Revisable {
  /** What is to be changed: a draft, or an accepted entry as it is. */
  readonly start: ProposedChange;
  /** Connections in the graph of entries that are there. */
  readonly there: readonly EdgeName[];
  /** The entry that stands for an id. */
  readonly standingFor: (id: string) => string;
}

/** A change after changes to it, all of them checked; `VALIDATION_FAILED` with every wrong field. */
export function applyChanges(
  model: Model,
  { start, there, standingFor }: Revisable,
  changes: readonly EntryChange[],
  context: MutationContext,
): CheckedChange {
  const draft = new DraftChange(model, context, start);
  changes.forEach((change, index) => {
    const node = nodeMeant(draft, start.nodes, change, `changes.${index}`);
    if (node)
      revise(draft, {
        node,
        there,
        standingFor,
        change,
        path: `changes.${index}.${model.kinds[change.kind]?.singular}`,
      });
  });
  return draft.checked();
}

/** The entry that a change is about: the one it names, else the only one of its kind. */
function nodeMeant(draft: DraftChange, nodes: readonly ProposedNode[], { entry, kind }: EntryChange, path: string) {
  const ofKind = nodes.filter(({ id }) => kindOfId(draft.model, id) === kind);
  const [node, ...others] = ofKind.filter(({ id }) => entry === undefined || id === entry);
  if (node && others.length === 0) return node;
  const which =
    ofKind.length === 0 ? `there is no ${kind} in it` : `must be one of ${ofKind.map(({ id }) => id).join(', ')}`;
  draft.note([{ path: 'entry', message: which }], path);
  return undefined;
}

interface Revising extends Pick<Revisable, 'there' | 'standingFor'> {
  readonly node: ProposedNode;
  readonly change: EntryChange;
  readonly path: string;
}

function revise(draft: DraftChange, { change: { kind, fields }, ...revising }: Revising): void {
  const { node, path } = revising;
  const lists = Object.keys(fields)
    .filter(isConnectionName)
    .filter((name) => hasList(draft.model, kind, name));
  const listed = new Set<string>(lists);
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !listed.has(name)));
  const readOnly = Object.keys(own).filter((name) => readOnlyAttributesOf(kind).includes(name));
  draft.note(
    readOnly.map((name) => ({ path: name, message: 'is not for a contributor to change' })),
    path,
  );
  const definition = draft.model.kinds[kind];
  if (!definition) throw new TypeError(`${kind} is not a kind.`);
  const { value, problems } = changedAttributes(definition, node.attributes, own);
  draft.note(problems, path);
  if (problems.length === 0) draft.write(kind, path, { ...node, attributes: withUncheckedAnchor(kind, node, value) });
  const connected = lists.map((name) => changeConnections(draft, { ...revising, name, input: fields[name] }));
  const isSame = problems.length === 0 && isDeepStrictEqual(draft.attributesOf(node.id), node.attributes);
  if (isSame && !connected.includes(true)) draft.note([{ path: '', message: 'changes nothing' }], path);
}

/** An anchor that is new was not looked for in its source. */
function withUncheckedAnchor(kind: string, { attributes }: ProposedNode, after: AttributeRecord): AttributeRecord {
  if (kind !== 'Passage' || after['anchor'] === (attributes['anchor'] ?? undefined)) return after;
  return { ...after, anchorState: 'UNCHECKED', anchorPosition: null };
}

const isConnectionName = (name: string): name is ConnectionName => Object.hasOwn(connectionLists, name);

/** Whether entries of a kind have a list of connections. */
export function hasList(model: Model, kind: string, name: string): boolean {
  if (!isConnectionName(name)) return false;
  const names: readonly string[] = Object.values(connectionLists[name].relationships);
  return model.relationships.some((row) => names.includes(row.name) && kind in row.ends);
}

interface Connecting extends Omit<Revising, 'change'> {
  readonly name: ConnectionName;
  readonly input: unknown;
}

/** Removes and adds connections; whether anything is to be done. */
function changeConnections(draft: DraftChange, { node, there, standingFor, path, name, input }: Connecting): boolean {
  const place = `${path}.${name}`;
  if (!isListChange(input) || 'set' in input) {
    draft.note([{ path: '', message: 'takes add and remove' }], place);
    return true;
  }
  const { add, remove } = input;
  const edgeTo = (id: string): EdgeName | undefined => {
    const relationship = relationshipTo(connectionLists[name], kindOfId(draft.model, id));
    return relationship && { relationship, from: node.id, to: id };
  };
  const isThere = (edge: EdgeName | undefined): edge is EdgeName =>
    edge !== undefined &&
    draft.isConnected(
      edge,
      there.some((each) => isDeepStrictEqual(each, edge)),
    );
  draft.each((remove ?? []).map(String), `${place}.remove`, (id, at) => {
    const edge = edgeTo(id);
    if (isThere(edge)) draft.disconnect(edge);
    else draft.note([{ path: '', message: 'is not in the list' }], at);
  });
  draft.each((add ?? []).map(String), `${place}.add`, (id, at) => {
    if (isThere(edgeTo(standingFor(id)))) draft.note([{ path: '', message: 'is there already' }], at);
    else draft.connectTo(name, { from: node.id, to: id, path: at });
  });
  return (add ?? []).length + (remove ?? []).length > 0;
}
