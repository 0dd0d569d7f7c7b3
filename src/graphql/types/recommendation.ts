import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Recommendation')
export class Recommendation extends EvidenceNode implements AttributesOf<'Recommendation'> {
  @Attribute()
  readonly ordinal!: AttributesOf<'Recommendation'>['ordinal'];

  @Attribute()
  readonly text!: AttributesOf<'Recommendation'>['text'];

  @Attribute()
  readonly kind!: AttributesOf<'Recommendation'>['kind'];

  @Attribute()
  readonly actor!: AttributesOf<'Recommendation'>['actor'];

  @Attribute()
  readonly direction!: AttributesOf<'Recommendation'>['direction'];

  @Attribute()
  readonly strength!: AttributesOf<'Recommendation'>['strength'];

  @Attribute()
  readonly modality!: AttributesOf<'Recommendation'>['modality'];

  @Attribute()
  readonly justifiedBy!: AttributesOf<'Recommendation'>['justifiedBy'];
}
