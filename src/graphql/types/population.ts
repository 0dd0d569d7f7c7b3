import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Population')
export class Population extends EvidenceNode implements AttributesOf<'Population'> {
  @Attribute()
  readonly name!: AttributesOf<'Population'>['name'];

  @Attribute()
  readonly altLabels!: AttributesOf<'Population'>['altLabels'];

  @Attribute()
  readonly notation!: AttributesOf<'Population'>['notation'];

  @Attribute()
  readonly description!: AttributesOf<'Population'>['description'];
}
