import type { AttributesOf, KindName } from '../domain/kinds.ts';
import type { Model } from '../domain/model.ts';
import type { HeaderAttribute, NodeHeader } from '../domain/node.ts';
import type { RelationshipFieldName } from '../domain/relationships.ts';
import type { NodeRow, ReadAnswer, ReadPlan, RelationRead } from './read-plan.ts';
import type { Store } from './store.ts';

/*
 * Reads whose author names kinds and attributes: they are checked against the tables of the domain, and the type of the
 * answer offers what was selected and nothing else.
 */

/** An attribute or header attribute of a kind. */
export type AttributeName<Kind extends KindName> = (keyof AttributesOf<Kind> & string) | HeaderAttribute;

interface TypedNodeSelection<Kind extends KindName> {
  readonly attributes: readonly AttributeName<Kind>[];
  readonly relations: Readonly<Record<string, TypedRelationRead<RelationshipFieldName<Kind>>>>;
}

interface TypedRelationRead<Field extends string = string> extends RelationRead {
  readonly field: Field;
}

/** What is wanted of a node, by its kind, as far as the compiler knows the kinds. */
export type TypedSelection = { readonly [Kind in KindName]?: TypedNodeSelection<Kind> };

/** A selection as it is written down, checked: see {@link RowOf} for what it makes of a node. */
export const select = <const Selected extends TypedSelection>(selected: Selected): Selected => selected;

/**
 * A node as a selection wants it: of one of the kinds that it names, or bare where it names none. Of a selection that was
 * put together from the model nothing is known.
 */
export type RowOf<Selected> = string extends keyof Selected
  ? NodeRow
  : keyof Selected extends never
    ? BareRow
    : { [Kind in keyof Selected & KindName]: SelectedNode<Kind, Selected[Kind]> }[keyof Selected & KindName];

interface BareRow {
  readonly __typename: string;
  readonly id: string;
}

type SelectedNode<Kind extends KindName, Selected> = Selected extends {
  readonly attributes: readonly (infer Name)[];
  readonly relations: infer Relations;
}
  ? { readonly __typename: Kind; readonly id: string } & {
      readonly [Each in Name & AttributeName<Kind>]: ValueOf<Kind, Each>;
    } & { readonly [Key in keyof Relations]: PageOf<Relations[Key]> }
  : never;

type ValueOf<Kind extends KindName, Name> = Name extends keyof AttributesOf<Kind>
  ? AttributesOf<Kind>[Name]
  : Name extends keyof NodeHeader
    ? NodeHeader[Name]
    : never;

/** A page of what a read selects; see `PageAnswer`. */
interface PageOf<Read> {
  readonly rows?: readonly { readonly key: string; readonly node: RowOf<SelectionIn<Read>> }[];
  readonly count?: number;
}

type SelectionIn<Read> = Read extends { readonly select: infer Selected } ? Selected : never;

type AnswerTo<Roots> = {
  readonly [Root in keyof Roots]: Roots[Root] extends { readonly by: 'ids' }
    ? readonly (RowOf<SelectionIn<Roots[Root]>> | null)[]
    : PageOf<Roots[Root]>;
};

/** Answers roots with one statement; see `Store.read`. Selections that are written down go through {@link select}. */
export function readTyped<const Roots extends ReadPlan['roots']>(
  store: Pick<Store, 'read'>,
  roots: Roots,
  signal?: AbortSignal,
): Promise<AnswerTo<Roots>>;
export function readTyped(
  store: Pick<Store, 'read'>,
  roots: ReadPlan['roots'],
  signal?: AbortSignal,
): Promise<ReadAnswer> {
  return store.read({ roots }, signal);
}

/** All attributes of a kind that a model gives it. */
export function attributeNames<Kind extends KindName>(
  model: Model,
  kind: Kind,
): readonly (keyof AttributesOf<Kind> & string)[];
export function attributeNames({ kinds }: Model, kind: string): readonly string[] {
  return Object.keys(kinds[kind]?.attributes ?? {});
}
