import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Assessment')
export class Assessment extends EvidenceNode implements AttributesOf<'Assessment'> {
  @Attribute()
  readonly asStated!: AttributesOf<'Assessment'>['asStated'];

  @Attribute()
  readonly by!: AttributesOf<'Assessment'>['by'];

  @Attribute()
  readonly on!: AttributesOf<'Assessment'>['on'];

  @Attribute()
  readonly domains!: AttributesOf<'Assessment'>['domains'];

  @Attribute()
  readonly reasons!: AttributesOf<'Assessment'>['reasons'];
}
