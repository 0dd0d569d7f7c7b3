import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Study')
export class Study extends EvidenceNode implements AttributesOf<'Study'> {
  @Attribute()
  readonly name!: AttributesOf<'Study'>['name'];

  @Attribute()
  readonly design!: AttributesOf<'Study'>['design'];

  @Attribute()
  readonly sms!: AttributesOf<'Study'>['sms'];

  @Attribute()
  readonly riskOfBias!: AttributesOf<'Study'>['riskOfBias'];

  @Attribute()
  readonly sampleSize!: AttributesOf<'Study'>['sampleSize'];

  @Attribute()
  readonly period!: AttributesOf<'Study'>['period'];

  @Attribute()
  readonly stage!: AttributesOf<'Study'>['stage'];
}
