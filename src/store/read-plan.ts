import type { KindName } from '../domain/kinds.ts';
import type { RelationshipName } from '../domain/relationships.ts';
import type { Direction } from '../domain/model.ts';
import type { HeaderAttribute } from '../domain/node.ts';

/**
 * A read plan is a tree that mirrors the answer. Its roots say where to start; each selection says which attributes
 * and which relationships are wanted of which kind, and the same again below. Names are those of the model; an engine
 * may trust them. Values (ids, filters, page sizes, cursors) are kept apart from names, so that plans of one shape
 * compile to one statement text. The response keys of `roots` and `relations` are free words (GraphQL aliases): an
 * engine must never put them, or any value, into its statement text unquoted.
 */
export interface ReadPlan {
  readonly roots: Readonly<Record<string, RootRead>>;
}

export type RootRead = IdsRead | ListRead | SearchRead;

/** Nodes by id. The answer keeps the order asked, with null for what is absent. */
export interface IdsRead {
  readonly by: 'ids';
  readonly ids: readonly string[];
  readonly select: Selection;
}

/** A page of all nodes of one kind. */
export interface ListRead {
  readonly by: 'list';
  readonly kind: string;
  readonly filter?: Filter;
  /** One of the orders of the kind (`domain/order.ts`). */
  readonly order: string;
  readonly descending: boolean;
  readonly page: Page;
  /** Whether rows are wanted, or only the count. */
  readonly rows: boolean;
  readonly count: boolean;
  readonly select: Selection;
}

/**
 * Nodes that hold every word (folded, as `searchWords` makes them), the last one as a prefix. Ranked: a node one of
 * whose names is just these words comes first (tier 0), then nodes with every word in their names (1), then all others
 * (2); within a tier shorter labels first, then by label order. Only the engine's best 1,000 candidates are ranked.
 */
export interface SearchRead {
  readonly by: 'search';
  /** Where more than 1,000 hold the words, any of them will do: finding the best takes an engine long. */
  readonly anyCandidates?: true;
  readonly words: readonly string[];
  /** Empty means every kind. */
  readonly kinds: readonly string[];
  readonly page: Page;
  readonly rows: boolean;
  readonly count: boolean;
  readonly select: Selection;
}

/** `after` is the key of the last row seen, or null for the first page; engines return one row more than `first`. */
export interface Page {
  readonly first: number;
  readonly after: string | null;
}

/** What is wanted of a node, by its kind. A kind that is not named is answered with its kind and id only. */
export type Selection = Readonly<Record<string, NodeSelection>>;

export interface NodeSelection {
  /** Attributes and header attributes, each once. `id` and the kind always come along. */
  readonly attributes: readonly string[];
  readonly relations: Readonly<Record<string, RelationRead>>;
}

export interface RelationRead {
  /** A relationship field of the kind this stands under, as the model names it. */
  readonly field: string;
  /** For a field with one end: `first` is 1 and `after` null. */
  readonly page: Page;
  /** On the nodes at the other end; only where all ends are of one kind, or on header attributes. */
  readonly filter?: Filter;
  readonly rows: boolean;
  readonly count: boolean;
  /** Edge attributes wanted. */
  readonly edgeAttributes: readonly string[];
  readonly select: Selection;
}

/**
 * Conditions on a node. `all` of nothing holds; `any` of nothing does not. An attribute that is null meets no
 * condition but `none`-style negation.
 */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  /** The attribute (or one item of a list attribute) is one of the values. */
  | { readonly attribute: string; readonly in: readonly (string | number | boolean)[] }
  /** The attribute lies between, both inclusive. Partial dates compare as text, `to` with everything it begins. */
  | { readonly attribute: string; readonly from?: string | number; readonly to?: string | number }
  /** The node is of one of the kinds. */
  | { readonly kinds: readonly string[] }
  /** Full-text: every word of one of the lists, the last of each as a prefix. No list is empty. */
  | { readonly words: readonly (readonly string[])[] }
  /**
   * At least one node along the field meets the condition. Where the field leads to several kinds, what only one of them
   * has stands in an `all` with `kinds` before it.
   */
  | { readonly field: string; readonly some: Filter };

/** The answer to a plan: for each root, under its response key. */
export type ReadAnswer = Readonly<Record<string, RootAnswer>>;
export type RootAnswer = readonly (NodeRow | null)[] | PageAnswer;

/** A node as plain data: `__typename` is its kind, attributes by name, relations by response key. */
export interface NodeRow {
  readonly __typename: string;
  readonly id: string;
  readonly [name: string]: unknown;
}

/** Rows of a page in order, at most `first` + 1 of them (the last one says that there are more). */
export interface PageAnswer {
  readonly rows?: readonly PageRow[];
  readonly count?: number;
}

export interface PageRow {
  /** What `after` takes to go on behind this row. */
  readonly key: string;
  readonly edge?: Readonly<Record<string, unknown>>;
  readonly node: NodeRow;
}

/** The sub-graph that can be walked from some nodes along relationships, nearest first. */
export interface ReachPlan {
  readonly from: readonly string[];
  readonly steps: readonly ReachStep[];
  /** Edges away from the start; 1 to 21. */
  readonly maxDepth: number;
  /** Nodes in the answer, the starting ones included; 1 to 50,000. */
  readonly maxNodes: number;
  /**
   * Given where the sub-graph is wanted whole or not at all: most edges that may lead from its nodes along the steps.
   * Where there are more, or the other bounds leave something out, the answer is empty and truncated, and nothing is
   * fetched for it: degrees are looked at before edges are.
   */
  readonly maxEdges?: number;
  /** What is wanted of the header of every node, besides the id. */
  readonly header: readonly HeaderAttribute[];
  /** Attributes wanted, by kind. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

export interface ReachStep {
  readonly relationship: RelationshipName;
  /** Only edges from these kinds; for relationships whose from-kinds have backward fields of their own. */
  readonly from?: readonly KindName[];
  readonly direction: Direction;
}

export interface Reached {
  /** In order of depth, then id. Starting nodes have depth 0; absent ones are left out. */
  readonly nodes: readonly (NodeRow & { readonly depth: number })[];
  /** Every edge of the steps between two nodes of the answer, in the relationship's own direction. */
  readonly edges: readonly ReachedEdge[];
  /** True where `maxDepth` or `maxNodes` left something out, or `maxEdges` everything. */
  readonly truncated: boolean;
}

export interface ReachedEdge {
  readonly relationship: RelationshipName;
  readonly from: string;
  readonly to: string;
  readonly key: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}
