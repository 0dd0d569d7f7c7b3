import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Passage')
export class Passage extends EvidenceNode implements AttributesOf<'Passage'> {
  @Attribute()
  readonly section!: AttributesOf<'Passage'>['section'];

  @Attribute()
  readonly ordinal!: AttributesOf<'Passage'>['ordinal'];

  @Attribute()
  readonly anchor!: AttributesOf<'Passage'>['anchor'];

  @Attribute()
  readonly page!: AttributesOf<'Passage'>['page'];

  @Attribute()
  readonly anchorState!: AttributesOf<'Passage'>['anchorState'];

  @Attribute()
  readonly anchorPosition!: AttributesOf<'Passage'>['anchorPosition'];
}
