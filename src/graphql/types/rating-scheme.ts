import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('RatingScheme')
export class RatingScheme extends EvidenceNode implements AttributesOf<'RatingScheme'> {
  @Attribute()
  readonly name!: AttributesOf<'RatingScheme'>['name'];

  @Attribute()
  readonly description!: AttributesOf<'RatingScheme'>['description'];

  @Attribute()
  readonly url!: AttributesOf<'RatingScheme'>['url'];
}
