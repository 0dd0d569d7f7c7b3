import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Organisation')
export class Organisation extends EvidenceNode implements AttributesOf<'Organisation'> {
  @Attribute()
  readonly name!: AttributesOf<'Organisation'>['name'];

  @Attribute()
  readonly acronym!: AttributesOf<'Organisation'>['acronym'];

  @Attribute()
  readonly ror!: AttributesOf<'Organisation'>['ror'];

  @Attribute()
  readonly url!: AttributesOf<'Organisation'>['url'];
}
