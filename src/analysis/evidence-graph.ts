import type { AttributesOf, KindName } from '../domain/kinds.ts';
import type { FromKind, RelationshipName, ToKind } from '../domain/relationships.ts';
import { compareText } from '../domain/compare-text.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { unmetered, type WorkMeter } from './work-meter.ts';

/** Part of the graph as plain data, from which every question here is answered. Neither order nor duplicates matter. */
export interface SubGraph {
  readonly nodes: readonly NodeRow[];
  readonly edges: readonly SubGraphEdge[];
}

export interface SubGraphEdge {
  readonly relationship: RelationshipName;
  readonly from: string;
  readonly to: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A node of a kind; attributes that were not read are absent. */
export type KindRow<Kind extends KindName> = Kind extends KindName
  ? NodeRow & { readonly __typename: Kind } & Partial<AttributesOf<Kind>>
  : never;

/** A sub-graph that can be walked. What is listed comes in order of ids; edges whose ends are absent are left out. */
export class EvidenceGraph {
  readonly #nodes: ReadonlyMap<string, NodeRow>;
  /** What stands in place of some of the nodes. */
  readonly #replaced: ReadonlyMap<string, NodeRow>;
  readonly #outgoing: EdgeIndex;
  readonly #incoming: EdgeIndex;
  readonly #memo = new Map<unknown, Map<string, unknown>>();
  readonly #meter: WorkMeter;
  #retracted: boolean | undefined;

  /** Every node and edge that is looked at is counted by the meter, which may end the work. */
  constructor({ nodes, edges }: SubGraph, meter: WorkMeter = unmetered, sameEdgesAs?: EvidenceGraph) {
    this.#meter = meter;
    meter.spend(nodes.length + edges.length);
    const known = new Map(nodes.map((node) => [node.id, node]));
    if (sameEdgesAs) {
      this.#nodes = sameEdgesAs.#nodes;
      this.#replaced = new Map([...sameEdgesAs.#replaced, ...known]);
      this.#outgoing = sameEdgesAs.#outgoing;
      this.#incoming = sameEdgesAs.#incoming;
      return;
    }
    this.#nodes = known;
    this.#replaced = new Map();
    const whole = edges.filter(({ from, to }) => known.has(from) && known.has(to));
    this.#outgoing = grouped(whole, 'from', 'to');
    this.#incoming = grouped(whole, 'to', 'from');
  }

  /** The same graph with some nodes replaced. All others and the edges are shared, so that many what-ifs cost little. */
  replacing(replaced: readonly NodeRow[]): EvidenceGraph {
    return new EvidenceGraph({ nodes: replaced, edges: [] }, this.#meter, this);
  }

  /** Counts what a question looks at besides. */
  spend(rows: number): void {
    this.#meter.spend(rows);
  }

  node(id: string): NodeRow | undefined {
    return (this.#replaced.size > 0 ? this.#replaced.get(id) : undefined) ?? this.#nodes.get(id);
  }

  /** Whether any source here is retracted: most graphs have none, and need not be searched for it. */
  get holdsRetracted(): boolean {
    this.#retracted ??= this.#all().some(({ standing }) => standing === 'RETRACTED');
    return this.#retracted;
  }

  /**
   * What a function computes of a node, computed once: a graph never changes, and a large question looks at the same claims
   * from everything that rests on them.
   */
  memoized<Value>(compute: (graph: EvidenceGraph, id: string) => Value, id: string): Value {
    let known = this.#memo.get(compute) as Map<string, Value> | undefined;
    if (!known) this.#memo.set(compute, (known = new Map()));
    const value = known.get(id) ?? compute(this, id);
    known.set(id, value);
    return value;
  }

  ofKind<Kind extends KindName>(kind: Kind): KindRow<Kind>[];
  ofKind(kind: KindName): NodeRow[] {
    this.#meter.spend(this.#nodes.size);
    return this.#all()
      .filter(({ __typename }) => __typename === kind)
      .toSorted(byId);
  }

  /** Edges from a node, in order of relationships as asked, then of where they lead. */
  outgoing(id: string, ...relationships: readonly RelationshipName[]): readonly SubGraphEdge[] {
    return this.#along(this.#outgoing, id, relationships);
  }

  /** Edges to a node, in order of relationships as asked, then of where they come from. */
  incoming(id: string, ...relationships: readonly RelationshipName[]): readonly SubGraphEdge[] {
    return this.#along(this.#incoming, id, relationships);
  }

  /** The nodes that edges from a node lead to. */
  ends<Name extends RelationshipName>(id: string, ...relationships: readonly Name[]): KindRow<ToKind<Name>>[];
  ends(id: string, ...relationships: readonly RelationshipName[]): NodeRow[] {
    return this.#at('to', this.outgoing(id, ...relationships));
  }

  /** The nodes that edges to a node come from. */
  starts<Name extends RelationshipName>(id: string, ...relationships: readonly Name[]): KindRow<FromKind<Name>>[];
  starts(id: string, ...relationships: readonly RelationshipName[]): NodeRow[] {
    return this.#at('from', this.incoming(id, ...relationships));
  }

  #all(): NodeRow[] {
    return [...this.#nodes.values()].map((node) => this.#replaced.get(node.id) ?? node);
  }

  #along(index: EdgeIndex, id: string, relationships: readonly RelationshipName[]): readonly SubGraphEdge[] {
    const found = along(index, id, relationships);
    this.#meter.spend(1 + found.length);
    return found;
  }

  // A loop, as most of the time of a large question is spent here.
  #at(end: 'from' | 'to', edges: readonly SubGraphEdge[]): NodeRow[] {
    const nodes: NodeRow[] = [];
    for (const edge of edges) {
      const node = this.node(edge[end]);
      if (node) nodes.push(node);
    }
    return nodes;
  }
}

export const byId = (one: { readonly id: string }, other: { readonly id: string }) => compareText(one.id, other.id);

export const isAccepted = (node: NodeRow) => node['status'] === 'ACCEPTED';

/** A source that is accepted and not retracted. One that was reinstated stands like any other. */
export const stands = (source: NodeRow) => isAccepted(source) && source['standing'] !== 'RETRACTED';

/** Marks a finding that a standing source is known to report, where which ones do is not part of the graph. */
export const knownToStand = 'knownToStand';

/** Whether a source that stands reports a finding. */
export const isReported = (graph: EvidenceGraph, finding: NodeRow) =>
  finding[knownToStand] === true || graph.ends(finding.id, 'REPORTED_IN').some(stands);

/** Edges by relationship and the node at one end. */
type EdgeIndex = ReadonlyMap<string, ReadonlyMap<string, readonly SubGraphEdge[]>>;

const none: readonly SubGraphEdge[] = [];

function along(index: EdgeIndex, id: string, relationships: readonly RelationshipName[]): readonly SubGraphEdge[] {
  let found = none;
  for (const relationship of relationships) {
    const group = index.get(relationship)?.get(id);
    if (group) found = found.length === 0 ? group : [...found, ...group];
  }
  return found;
}

function grouped(edges: readonly SubGraphEdge[], end: 'from' | 'to', far: 'from' | 'to'): EdgeIndex {
  const index = new Map<string, Map<string, SubGraphEdge[]>>();
  for (const edge of edges) {
    let groups = index.get(edge.relationship);
    if (!groups) index.set(edge.relationship, (groups = new Map()));
    const group = groups.get(edge[end]);
    if (group) group.push(edge);
    else groups.set(edge[end], [edge]);
  }
  for (const groups of index.values()) for (const [id, group] of groups) groups.set(id, inOrder(group, far));
  return index;
}

/** Edges of one relationship and end, in order of their other ends; of duplicates the last. */
function inOrder(edges: SubGraphEdge[], far: 'from' | 'to'): SubGraphEdge[] {
  if (edges.length === 1) return edges;
  const sorted = edges.toSorted((one, other) => compareText(one[far], other[far]));
  return sorted.filter((edge, place) => edge[far] !== sorted[place + 1]?.[far]);
}
