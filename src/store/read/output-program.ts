import type { ListRead, PageRow, RelationRead, SearchRead } from '../read-plan.ts';

/**
 * How the answer to a read plan is written as JSON. A program mirrors its read plan; it is a list of parts that are
 * written one after the other, and a plain string stands as it is. It holds no values of a request: page sizes and
 * cursors are read from the plan, so one program serves all requests of one shape.
 */
export type OutputProgram = readonly (string | RootPart)[];

/** What a root read gave, by its key in the plan. */
export type RootPart = IdsPart | { readonly is: 'page'; readonly root: string; readonly parts: readonly PagePart[] };

/** Of an `ids` read: its only node, or null; or all of them as a list, with null for what is absent. */
export interface IdsPart {
  readonly is: 'one' | 'each';
  readonly root: string;
  readonly node: NodeOutput;
}

/** What is written of a node, by its kind. */
export type NodeOutput = Readonly<Record<string, readonly NodePart[]>>;

export type NodePart =
  | string
  | ValuePart
  /** The node at the only end of a relation, by the relation's key in the plan; or null. */
  | { readonly is: 'end'; readonly relation: string; readonly node: NodeOutput }
  | { readonly is: 'relation'; readonly relation: string; readonly parts: readonly PagePart[] };

/** An attribute. Where a required one is missing, the whole answer is given up. */
export interface ValuePart {
  readonly is: 'value';
  readonly name: string;
  readonly required: boolean;
  /**
   * Whether a value that is there may be written as JSON as it is; else the whole answer is given up. Absent where the
   * JSON is read back: then nothing is checked, and numbers may have more digits than they need.
   */
  readonly fits?: (value: unknown) => boolean;
  /** For an object or a list of objects: what is written of each. */
  readonly parts?: readonly (string | ObjectPart)[];
}

export type ObjectPart = Pick<ValuePart, 'name' | 'required' | 'fits'>;

export type PagePart =
  | string
  /** The rows as a list; `oneMore` adds the row behind the page, which says that there are more. */
  | { readonly is: 'rows'; readonly row: readonly RowPart[]; readonly oneMore?: true }
  | { readonly is: 'count' }
  /** Whether more rows follow, and whether rows stand before. */
  | { readonly is: 'more' }
  | { readonly is: 'before' }
  /** The key of the first or last row as `write` puts it, or null where there is none. */
  | { readonly is: 'first' | 'last'; readonly write: WriteKey };

export type RowPart =
  | string
  | { readonly is: 'node'; readonly node: NodeOutput }
  | { readonly is: 'edge'; readonly value: ValuePart }
  /** The key, as a JSON string where nothing says how it is written. */
  | { readonly is: 'key'; readonly write?: WriteKey }
  /** What code makes from the whole row. */
  | { readonly is: 'made'; readonly write: (row: PageRow, read: PageRead) => string };

/** The read that a page belongs to. */
export type PageRead = ListRead | SearchRead | RelationRead;

/** JSON for the key of a row. */
export type WriteKey = (key: string, read: PageRead) => string;
