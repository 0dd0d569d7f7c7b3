import type { ListRead, PageRow, RelationRead, SearchRead } from './read-plan.ts';

/**
 * How the answer to a read plan is written down as JSON text. A text plan mirrors its read plan; it is a list of parts
 * that are written one after the other, and a plain string stands as it is. It holds no values of a request: page sizes
 * and cursors are read from the plan, so one text plan serves all requests of one shape.
 */
export type TextPlan = readonly (string | RootPart)[];

/** What a root read gave, by its key in the plan. */
export type RootPart =
  /** The only node of an `ids` read, or null. */
  | { readonly is: 'one'; readonly root: string; readonly node: NodeText }
  /** The nodes of an `ids` read as a list, null for what is absent. */
  | { readonly is: 'each'; readonly root: string; readonly node: NodeText }
  | { readonly is: 'page'; readonly root: string; readonly parts: readonly PagePart[] };

/** What is written of a node, by its kind. */
export type NodeText = Readonly<Record<string, readonly NodePart[]>>;

export type NodePart =
  | string
  | ValuePart
  /** The node at the only end of a relation, by the relation's key in the plan; or null. */
  | { readonly is: 'end'; readonly relation: string; readonly node: NodeText }
  | { readonly is: 'relation'; readonly relation: string; readonly parts: readonly PagePart[] };

/** An attribute. Where a required one is missing, the whole text is given up. */
export interface ValuePart {
  readonly is: 'value';
  readonly name: string;
  readonly required: boolean;
  /** Whether a value that is there may be written as JSON as it is; else the whole text is given up. */
  readonly fits: (value: unknown) => boolean;
  /** For an object or a list of objects: what is written of each. */
  readonly parts?: readonly (string | ObjectPart)[];
}

export type ObjectPart = Pick<ValuePart, 'name' | 'required' | 'fits'>;

export type PagePart =
  | string
  /** The rows as a list. */
  | { readonly is: 'rows'; readonly row: readonly RowPart[] }
  | { readonly is: 'count' }
  /** Whether more rows follow, and whether rows stand before. */
  | { readonly is: 'more' }
  | { readonly is: 'before' }
  /** The key of the first or last row as `write` puts it, or null where there is none. */
  | { readonly is: 'first' | 'last'; readonly write: WriteKey };

export type RowPart =
  | string
  | { readonly is: 'node'; readonly node: NodeText }
  | { readonly is: 'edge'; readonly value: ValuePart }
  | { readonly is: 'key'; readonly write: WriteKey }
  /** What is made from the row in code; no engine can write it by itself. */
  | { readonly is: 'made'; readonly write: (row: PageRow, read: PageRead) => string };

/** The read that a page belongs to. */
export type PageRead = ListRead | SearchRead | RelationRead;

/** JSON for the key of a row. */
export type WriteKey = (key: string, read: PageRead) => string;
