/** Words that Cypher takes for its own where a label stands. */
const reserved = /^(?:not|null|typed|normalized|nfc|nfd|nfkc|nfkd)$/iu;
const plain = /^[A-Za-z_][A-Za-z0-9_]*$/u;

/**
 * A Cypher name. Names come from the model, never from a request; quoting keeps odd ones harmless. The others stand as
 * they are: a statement goes out with every request, and one of more than 1,400 bytes in several packets.
 */
export const identifier = (name: string) =>
  plain.test(name) && !reserved.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;

/** A Cypher text literal, for names of the model only: values are always parameters. */
export const literal = (name: string) => `'${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** The property that keeps a node's key in one of the orders of its kind. */
export const orderProperty = (order: string) => `order_${order}`;

/**
 * The number by which edges name a node as their end, in `from` and `to`. An index on whole numbers is a third of one on
 * ids, and every edge is in two. The underscore keeps it clear of attributes.
 */
export const endNumber = 'end_number';

/** A condition that of nodes with labels of ours only those meet which this project wrote. */
export const isOwnNode = (node: string) => `${node}.${endNumber} IS NOT NULL`;

/** Edge attributes stand beside properties of ours (`from`, `key` …): the prefix keeps any name of the model clear of them. */
export const edgeProperty = (attribute: string) => `with_${attribute}`;

/** What full-text search reads, and the place of a node among equals. `search_kind` lets a search keep to some kinds. */
export const searchProperties = {
  names: 'search_names',
  texts: 'search_texts',
  kind: 'search_kind',
  place: 'search_place',
} as const;

/** Labels of what is ours to keep and no node of the graph. */
export const metaLabel = 'EvidenceGraph';
/** Name of the one node that keeps the versions and the write lock. */
export const metaId = 'graph';
export const changeLabel = 'Change';
export const recordLabel = 'EvidenceGraphRecord';

/** The one full-text index. */
export const searchIndex = 'evidence_graph_search';
