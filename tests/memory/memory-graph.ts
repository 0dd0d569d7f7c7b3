import type { Model } from '../../src/domain/model.ts';
import { orderKeysOf } from '../../src/domain/order.ts';
import type { StoredNode } from '../../src/store/store.ts';
import {
  placesOf,
  prepareEdge,
  prepareNode,
  type PreparedEdge,
  type PreparedNode,
} from '../../src/store/write-rules.ts';

/** A node with what lists, searches and relations look at. */
export interface MemoryNode extends PreparedNode {
  /** Attributes and header by name. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly orders: ReturnType<typeof orderKeysOf>;
  readonly searchPlace: string;
}

/** All nodes and edges of a store, as they are in memory. */
export class MemoryGraph {
  readonly nodes = new Map<string, MemoryNode>();
  /** By type, direction and the id of the near end, in the order of their keys. */
  readonly edges = new Map<string, PreparedEdge[]>();

  constructor(model: Model, contents: readonly StoredNode[]) {
    for (const { kind, attributes, edges, ...header } of contents) {
      const node = prepareNode(model, { ...header, attributes, expectedVersion: 0 });
      const values = { ...node.attributes, ...header, label: node.label };
      const definition = model.kinds[kind];
      if (!definition) throw new TypeError(`${kind} is not a kind.`);
      this.nodes.set(node.id, { ...node, values, ...placesOf(definition, values) });
      for (const edge of edges.map((each) => prepareEdge(model, each))) {
        this.#add(`${edge.type} forward ${edge.from}`, edge);
        this.#add(`${edge.type} backward ${edge.to}`, edge);
      }
    }
    for (const edges of this.edges.values()) edges.sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  #add(end: string, edge: PreparedEdge): void {
    const edges = this.edges.get(end);
    if (edges) edges.push(edge);
    else this.edges.set(end, [edge]);
  }
}
