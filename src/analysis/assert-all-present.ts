import { absent } from '../store/refusals.ts';
import type { EvidenceGraph } from './evidence-graph.ts';

/** `NOT_FOUND` where nothing has one of the ids. */
export function assertPresent(graph: EvidenceGraph, ids: readonly string[]): void {
  for (const id of ids) if (!graph.node(id)) throw absent(id);
}
