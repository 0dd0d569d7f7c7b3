import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { Change, EdgeName, EdgeWrite } from '../../store/change-set.ts';

/** A node as the replay of its history gives it. */
export interface ReplayedNode {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Attributes, status and review package. */
  readonly contents: AttributeRecord;
  readonly edges: ReadonlyMap<string, EdgeWrite>;
}

/** The node after a change; null where it is gone, or was not there yet. */
export function replay(before: ReplayedNode | null, change: Change): ReplayedNode | null {
  const { nodeId: id, kind, at, what, after, edgesWritten, edgesRemoved } = change;
  if (what === 'REMOVED') return null;
  const known = what === 'ADDED' ? null : before;
  const edges = new Map(known?.edges);
  for (const edge of edgesWritten) edges.set(nameOfEdge(edge), edge);
  for (const edge of edgesRemoved) edges.delete(nameOfEdge(edge));
  return {
    id,
    kind,
    version: (known?.version ?? 0) + 1,
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
    contents: { ...known?.contents, ...after },
    edges,
  };
}

/** An edge as people read it, from its own node. */
export const nameOfEdge = ({ relationship, to }: Pick<EdgeName, 'relationship' | 'to'>) => `${relationship} ${to}`;
