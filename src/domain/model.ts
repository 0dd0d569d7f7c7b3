import type { Attribute } from './attribute.ts';
import type { Kind } from './kind.ts';
import { kinds } from './kinds.ts';
import type { Relationship, RelationshipField } from './relationship.ts';
import { relationships, type RelationshipName } from './relationships.ts';

/**
 * Kinds and relationships as one value. Every room takes the model as an argument instead of importing the tables, so
 * that a changed copy works everywhere without any other change; a test proves it.
 */
export interface Model {
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly relationships: readonly NamedRelationship[];
}

/** A relationship as models hold it: by one of the names of the table. */
export type NamedRelationship = Relationship<RelationshipName>;

export const evidenceModel: Model = { kinds: kinds, relationships };

export type Direction = 'forward' | 'backward';

/** One relationship seen from one kind: what a field of that kind walks along. */
export interface Traversal {
  readonly relationship: NamedRelationship;
  readonly direction: Direction;
  readonly owner: string;
  readonly field: RelationshipField;
  /** The kinds at the other end. */
  readonly targets: readonly string[];
  /** The type under which stores keep these edges; see {@link storedType}. */
  readonly type: string;
}

/** What the name of a field means on a kind. */
export type Member =
  | { readonly is: 'attribute'; readonly attribute: Attribute }
  | { readonly is: 'relationship'; readonly traversal: Traversal };

/**
 * The type under which stores keep an edge. It is the relationship's name, unless readers at the far end see each
 * from-kind as a field of its own: then the from-kind goes in front, and a page or count of one kind is its own range.
 */
export function storedType(relationship: Relationship, from: string): string {
  return 'byKind' in relationship.backward ? `${snakeCase(from)}_${relationship.name}` : relationship.name;
}

const snakeCase = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/gu, '_').toUpperCase();

/** All traversals from one kind, forward ones first, in the order of the table. */
export function traversalsOf(model: Model, kind: string): readonly Traversal[] {
  return indexOf(model).traversals.get(kind) ?? [];
}

/** What a field name means on a kind, or `undefined`. Common attributes are not members: see `node.ts`. */
export function memberOf(model: Model, kind: string, field: string): Member | undefined {
  return indexOf(model).members.get(kind)?.get(field);
}

/** The traversal behind a field; throws where the plan's author asked for a field that is none. */
export function traversalOf(model: Model, kind: string, field: string): Traversal {
  const member = memberOf(model, kind, field);
  if (member?.is !== 'relationship') throw new TypeError(`${kind}.${field} is not a relationship.`);
  return member.traversal;
}

/** A relationship of the table by its name, or `undefined`. */
export function relationshipOf(model: Model, name: string): NamedRelationship | undefined {
  return indexOf(model).relationships.get(name);
}

interface ModelIndex {
  readonly traversals: ReadonlyMap<string, readonly Traversal[]>;
  readonly members: ReadonlyMap<string, ReadonlyMap<string, Member>>;
  readonly relationships: ReadonlyMap<string, NamedRelationship>;
}

const indexes = new WeakMap<Model, ModelIndex>();

function indexOf(model: Model): ModelIndex {
  const known = indexes.get(model);
  if (known) return known;
  const built = buildIndex(model);
  indexes.set(model, built);
  return built;
}

function buildIndex(model: Model): ModelIndex {
  const every = model.relationships.flatMap((relationship) => [
    ...forwardOf(relationship),
    ...backwardOf(relationship),
  ]);
  const traversals = new Map(
    Object.keys(model.kinds).map((kind) => [kind, every.filter(({ owner }) => owner === kind)]),
  );
  const members = new Map(
    Object.entries(model.kinds).map(([name, { attributes }]) => {
      const own = new Map<string, Member>();
      for (const [field, attribute] of Object.entries(attributes)) own.set(field, { is: 'attribute', attribute });
      for (const traversal of traversals.get(name) ?? []) addOnce(own, traversal);
      return [name, own] as const;
    }),
  );
  return { traversals, members, relationships: new Map(model.relationships.map((row) => [row.name, row] as const)) };
}

function addOnce(own: Map<string, Member>, traversal: Traversal): void {
  const { field, owner } = { field: traversal.field.field, owner: traversal.owner };
  if (own.has(field)) throw new TypeError(`The model gives ${owner} two fields called ${field}.`);
  own.set(field, { is: 'relationship', traversal });
}

function forwardOf(relationship: NamedRelationship): Traversal[] {
  return Object.entries(relationship.ends).map(([owner, targets]) => ({
    relationship,
    direction: 'forward',
    owner,
    field: relationship.forward,
    targets,
    type: storedType(relationship, owner),
  }));
}

function backwardOf(relationship: NamedRelationship): Traversal[] {
  const { backward, ends } = relationship;
  const owners = [...new Set(Object.values(ends).flat())];
  const pointingAt = (owner: string) => Object.keys(ends).filter((from) => ends[from]?.includes(owner));
  const traversal = (owner: string, targets: readonly string[], field: RelationshipField): Traversal => ({
    relationship,
    direction: 'backward',
    owner,
    field,
    targets,
    type: storedType(relationship, targets[0] ?? ''),
  });
  if (!('byKind' in backward)) return owners.map((owner) => traversal(owner, pointingAt(owner), backward));
  return owners.flatMap((owner) =>
    pointingAt(owner).flatMap((from) =>
      backward.byKind[from] ? [traversal(owner, [from], backward.byKind[from])] : [],
    ),
  );
}
