import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('RatingLevel')
export class RatingLevel extends EvidenceNode implements AttributesOf<'RatingLevel'> {
  @Attribute()
  readonly name!: AttributesOf<'RatingLevel'>['name'];

  @Attribute()
  readonly notation!: AttributesOf<'RatingLevel'>['notation'];

  @Attribute()
  readonly ordinal!: AttributesOf<'RatingLevel'>['ordinal'];

  @Attribute()
  readonly description!: AttributesOf<'RatingLevel'>['description'];

  @Attribute()
  readonly coverage!: AttributesOf<'RatingLevel'>['coverage'];

  @Attribute()
  readonly agreesWith!: AttributesOf<'RatingLevel'>['agreesWith'];

  @Attribute()
  readonly tier!: AttributesOf<'RatingLevel'>['tier'];

  @Attribute()
  readonly certainty!: AttributesOf<'RatingLevel'>['certainty'];
}
