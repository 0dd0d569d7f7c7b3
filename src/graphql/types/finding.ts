import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Finding')
export class Finding extends EvidenceNode implements AttributesOf<'Finding'> {
  @Attribute()
  readonly kind!: AttributesOf<'Finding'>['kind'];

  @Attribute()
  readonly text!: AttributesOf<'Finding'>['text'];

  @Attribute()
  readonly measures!: AttributesOf<'Finding'>['measures'];

  @Attribute()
  readonly period!: AttributesOf<'Finding'>['period'];

  @Attribute()
  readonly effectDirection!: AttributesOf<'Finding'>['effectDirection'];

  @Attribute()
  readonly estimate!: AttributesOf<'Finding'>['estimate'];

  @Attribute()
  readonly arms!: AttributesOf<'Finding'>['arms'];

  @Attribute()
  readonly followUp!: AttributesOf<'Finding'>['followUp'];

  @Attribute()
  readonly subgroup!: AttributesOf<'Finding'>['subgroup'];

  @Attribute()
  readonly pooled!: AttributesOf<'Finding'>['pooled'];
}
