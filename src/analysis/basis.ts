import { isOneOf } from '../support/is-one-of.ts';
import { compareText } from '../domain/compare-text.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { byId, isAccepted, type EvidenceGraph, type SubGraphEdge } from './evidence-graph.ts';

export type BasisRole = 'PRIMARY' | 'SUPPORTING' | 'DESPITE';

/** From the most to the least weight. */
const roles: readonly BasisRole[] = ['PRIMARY', 'SUPPORTING', 'DESPITE'];

/** A claim or finding that something rests on, however many conclusions lie between. */
export interface BasisEntry {
  readonly node: NodeRow;
  /** The best role of all ways that lead to it; a way has the least role of its steps. */
  readonly role: BasisRole;
}

export interface Basis {
  readonly claims: readonly BasisEntry[];
  readonly findings: readonly BasisEntry[];
  /** Everything on the way, the start included, also what is not accepted and therefore not walked on. */
  readonly visited: readonly NodeRow[];
}

const basisSteps = ['BASED_ON', 'RESTS_ON'] as const;

/** What a recommendation or conclusion rests on, through any number of conclusions. Safe on rings. */
export function basisOf(graph: EvidenceGraph, start: NodeRow): Basis {
  const weights = new Map([[start.id, 0]]);
  const waiting: string[] = [start.id];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const node = graph.node(id);
    if (!node || (id !== start.id && !isAccepted(node))) continue;
    for (const edge of graph.outgoing(id, ...basisSteps)) {
      const weight = Math.max(weights.get(id) ?? 0, weightOf(edge));
      if (weight >= (weights.get(edge.to) ?? roles.length)) continue;
      weights.set(edge.to, weight);
      waiting.push(edge.to);
    }
  }
  const visited = [...weights.keys()].flatMap((id) => graph.node(id) ?? []).toSorted(byId);
  const entries = (kind: string) =>
    visited
      .filter((node) => node.__typename === kind && isAccepted(node))
      .map((node) => ({ node, role: roles[weights.get(node.id) ?? 0] ?? 'DESPITE' }))
      .toSorted((one, other) => rank(one) - rank(other) || compareText(one.node.id, other.node.id));
  return { claims: entries('Claim'), findings: entries('Finding'), visited };
}

const rank = ({ role }: BasisEntry) => roles.indexOf(role);

function weightOf({ attributes }: SubGraphEdge): number {
  const { role } = attributes;
  return isOneOf(roles, role) ? roles.indexOf(role) : roles.length - 1;
}
