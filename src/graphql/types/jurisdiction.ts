import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Jurisdiction')
export class Jurisdiction extends EvidenceNode implements AttributesOf<'Jurisdiction'> {
  @Attribute()
  readonly name!: AttributesOf<'Jurisdiction'>['name'];

  @Attribute()
  readonly altLabels!: AttributesOf<'Jurisdiction'>['altLabels'];

  @Attribute()
  readonly notation!: AttributesOf<'Jurisdiction'>['notation'];

  @Attribute()
  readonly description!: AttributesOf<'Jurisdiction'>['description'];
}
