import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Intervention')
export class Intervention extends EvidenceNode implements AttributesOf<'Intervention'> {
  @Attribute()
  readonly name!: AttributesOf<'Intervention'>['name'];

  @Attribute()
  readonly aliases!: AttributesOf<'Intervention'>['aliases'];

  @Attribute()
  readonly acronym!: AttributesOf<'Intervention'>['acronym'];

  @Attribute()
  readonly description!: AttributesOf<'Intervention'>['description'];

  @Attribute()
  readonly stage!: AttributesOf<'Intervention'>['stage'];

  @Attribute()
  readonly startedOn!: AttributesOf<'Intervention'>['startedOn'];
}
