import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Conclusion')
export class Conclusion extends EvidenceNode implements AttributesOf<'Conclusion'> {
  @Attribute()
  readonly ordinal!: AttributesOf<'Conclusion'>['ordinal'];

  @Attribute()
  readonly text!: AttributesOf<'Conclusion'>['text'];
}
