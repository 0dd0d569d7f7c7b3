import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Setting')
export class Setting extends EvidenceNode implements AttributesOf<'Setting'> {
  @Attribute()
  readonly name!: AttributesOf<'Setting'>['name'];

  @Attribute()
  readonly altLabels!: AttributesOf<'Setting'>['altLabels'];

  @Attribute()
  readonly notation!: AttributesOf<'Setting'>['notation'];

  @Attribute()
  readonly description!: AttributesOf<'Setting'>['description'];
}
