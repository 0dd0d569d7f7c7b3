import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Topic')
export class Topic extends EvidenceNode implements AttributesOf<'Topic'> {
  @Attribute()
  readonly name!: AttributesOf<'Topic'>['name'];

  @Attribute()
  readonly altLabels!: AttributesOf<'Topic'>['altLabels'];

  @Attribute()
  readonly notation!: AttributesOf<'Topic'>['notation'];

  @Attribute()
  readonly description!: AttributesOf<'Topic'>['description'];
}
