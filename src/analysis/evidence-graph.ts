import type { NodeRow } from '../store/read-plan.ts';

/** Part of the graph as plain data: what every question here is asked of. Order never matters. */
export interface SubGraph {
  readonly nodes: readonly NodeRow[];
  readonly edges: readonly SubGraphEdge[];
}

export interface SubGraphEdge {
  readonly relationship: string;
  readonly from: string;
  readonly to: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A sub-graph that can be walked. What is listed comes in order of ids; edges whose ends are absent are left out. */
export class EvidenceGraph {
  readonly #nodes: ReadonlyMap<string, NodeRow>;
  readonly #outgoing: ReadonlyMap<string, readonly SubGraphEdge[]>;
  readonly #incoming: ReadonlyMap<string, readonly SubGraphEdge[]>;

  constructor({ nodes, edges }: SubGraph, sameEdgesAs?: EvidenceGraph) {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    if (sameEdgesAs) {
      this.#outgoing = sameEdgesAs.#outgoing;
      this.#incoming = sameEdgesAs.#incoming;
      return;
    }
    const unique = new Map(edges.map((edge) => [`${edge.relationship} ${edge.from} ${edge.to}`, edge]));
    const known = [...unique.values()].filter(({ from, to }) => this.#nodes.has(from) && this.#nodes.has(to));
    this.#outgoing = grouped(known, 'from', 'to');
    this.#incoming = grouped(known, 'to', 'from');
  }

  /** The same graph with some nodes replaced. The edges are shared, so that many what-ifs cost little. */
  replacing(replaced: readonly NodeRow[]): EvidenceGraph {
    return new EvidenceGraph({ nodes: [...this.#nodes.values(), ...replaced], edges: [] }, this);
  }

  node(id: string): NodeRow | undefined {
    return this.#nodes.get(id);
  }

  ofKind(kind: string): NodeRow[] {
    return [...this.#nodes.values()].filter(({ __typename }) => __typename === kind).toSorted(byId);
  }

  /** Edges from a node, in order of where they lead. */
  outgoing(id: string, ...relationships: readonly string[]): SubGraphEdge[] {
    return (this.#outgoing.get(id) ?? []).filter(({ relationship }) => relationships.includes(relationship));
  }

  /** Edges to a node, in order of where they come from. */
  incoming(id: string, ...relationships: readonly string[]): SubGraphEdge[] {
    return (this.#incoming.get(id) ?? []).filter(({ relationship }) => relationships.includes(relationship));
  }

  /** The nodes that edges from a node lead to. */
  ends(id: string, ...relationships: readonly string[]): NodeRow[] {
    return this.outgoing(id, ...relationships).flatMap(({ to }) => this.#nodes.get(to) ?? []);
  }

  /** The nodes that edges to a node come from. */
  starts(id: string, ...relationships: readonly string[]): NodeRow[] {
    return this.incoming(id, ...relationships).flatMap(({ from }) => this.#nodes.get(from) ?? []);
  }
}

export const byId = (one: { readonly id: string }, other: { readonly id: string }) => compareText(one.id, other.id);

/** By code point, as the stores compare. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

export const isAccepted = (node: NodeRow) => node['status'] === 'ACCEPTED';

/** A source that is accepted and not retracted. One that was reinstated stands like any other. */
export const stands = (source: NodeRow) => isAccepted(source) && source['standing'] !== 'RETRACTED';

function grouped(
  edges: readonly SubGraphEdge[],
  end: 'from' | 'to',
  far: 'from' | 'to',
): ReadonlyMap<string, readonly SubGraphEdge[]> {
  const groups = new Map<string, SubGraphEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[end]);
    if (group) group.push(edge);
    else groups.set(edge[end], [edge]);
  }
  for (const group of groups.values())
    group.sort((one, other) => compareText(one[far], other[far]) || compareText(one.relationship, other.relationship));
  return groups;
}
