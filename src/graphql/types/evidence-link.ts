import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('EvidenceLink')
export class EvidenceLink extends EvidenceNode implements AttributesOf<'EvidenceLink'> {
  @Attribute()
  readonly stance!: AttributesOf<'EvidenceLink'>['stance'];

  @Attribute()
  readonly directness!: AttributesOf<'EvidenceLink'>['directness'];

  @Attribute()
  readonly rationale!: AttributesOf<'EvidenceLink'>['rationale'];

  @Attribute()
  readonly basis!: AttributesOf<'EvidenceLink'>['basis'];
}
