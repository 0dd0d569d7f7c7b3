import type { AttributeRecord } from '../../domain/attribute-schema.ts';

/** A record of a package that becomes a node. */
export interface PackageNode {
  readonly id: string;
  readonly kind: string;
  readonly attributes: AttributeRecord;
}
