import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { EdgeName, EdgeWrite } from '../../store/change-set.ts';

/** A node as it is to be. Version 0: it is to be added; else it is to be changed from that version. */
export interface ProposedNode {
  readonly id: string;
  readonly expectedVersion: number;
  readonly attributes: AttributeRecord;
  /** Of one that is to be changed: the attributes that differ, as they were. */
  readonly before?: AttributeRecord;
}

/** What a proposal does to the graph. */
export interface ProposedChange {
  readonly nodes: readonly ProposedNode[];
  readonly edges: readonly EdgeWrite[];
  readonly removedEdges: readonly EdgeName[];
}
