import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('EditorialNotice')
export class EditorialNotice extends EvidenceNode implements AttributesOf<'EditorialNotice'> {
  @Attribute()
  readonly nature!: AttributesOf<'EditorialNotice'>['nature'];

  @Attribute()
  readonly date!: AttributesOf<'EditorialNotice'>['date'];

  @Attribute()
  readonly reasons!: AttributesOf<'EditorialNotice'>['reasons'];

  @Attribute()
  readonly doi!: AttributesOf<'EditorialNotice'>['doi'];
}
