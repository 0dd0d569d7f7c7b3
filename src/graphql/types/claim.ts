import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Claim')
export class Claim extends EvidenceNode implements AttributesOf<'Claim'> {
  @Attribute()
  readonly text!: AttributesOf<'Claim'>['text'];

  @Attribute()
  readonly type!: AttributesOf<'Claim'>['type'];

  @Attribute()
  readonly asserts!: AttributesOf<'Claim'>['asserts'];
}
