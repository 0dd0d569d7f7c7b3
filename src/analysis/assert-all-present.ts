import { absent } from '../store/refusals.ts';
import type { EvidenceGraph } from './evidence-graph.ts';

/** Refuses ids that were asked for and that nothing has. */
export function assertPresent(graph: EvidenceGraph, ids: readonly string[]): void {
  for (const id of ids) if (!graph.node(id)) throw absent(id);
}
