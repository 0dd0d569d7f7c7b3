import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Outcome')
export class Outcome extends EvidenceNode implements AttributesOf<'Outcome'> {
  @Attribute()
  readonly name!: AttributesOf<'Outcome'>['name'];

  @Attribute()
  readonly altLabels!: AttributesOf<'Outcome'>['altLabels'];

  @Attribute()
  readonly notation!: AttributesOf<'Outcome'>['notation'];

  @Attribute()
  readonly description!: AttributesOf<'Outcome'>['description'];

  @Attribute()
  readonly betterWhen!: AttributesOf<'Outcome'>['betterWhen'];

  @Attribute()
  readonly smallestImportant!: AttributesOf<'Outcome'>['smallestImportant'];
}
