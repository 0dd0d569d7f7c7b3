import type { EvidenceGraph } from './evidence-graph.ts';

/** The relationships that lead from a facet or an intervention to what is broader. */
export const broaderSteps = ['BROADER', 'INSTANCE_OF', 'PART_OF'] as const;

/** Whether a facet is one of the wanted ones or falls under one. Safe on rings. */
export function isWithin(graph: EvidenceGraph, facet: string, wanted: readonly string[]): boolean {
  const seen = new Set([facet]);
  for (const id of seen) {
    if (wanted.includes(id)) return true;
    for (const { to } of graph.outgoing(id, ...broaderSteps)) seen.add(to);
  }
  return false;
}

/** A facet with everything that falls under it. Safe on rings. */
export function withNarrower(graph: EvidenceGraph, facet: string): ReadonlySet<string> {
  const seen = new Set([facet]);
  for (const id of seen) for (const { from } of graph.incoming(id, ...broaderSteps)) seen.add(from);
  return seen;
}
