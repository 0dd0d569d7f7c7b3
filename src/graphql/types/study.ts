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
  readonly sampleSize!: AttributesOf<'Study'>['sampleSize'];

  @Attribute()
  readonly period!: AttributesOf<'Study'>['period'];

  @Attribute()
  readonly stage!: AttributesOf<'Study'>['stage'];

  @Attribute()
  readonly registered!: AttributesOf<'Study'>['registered'];

  @Attribute()
  readonly registrations!: AttributesOf<'Study'>['registrations'];

  @Attribute()
  readonly funded!: AttributesOf<'Study'>['funded'];

  @Attribute()
  readonly funding!: AttributesOf<'Study'>['funding'];
}
