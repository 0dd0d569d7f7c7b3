import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('Contributor')
export class Contributor extends EvidenceNode implements AttributesOf<'Contributor'> {
  @Attribute()
  readonly name!: AttributesOf<'Contributor'>['name'];

  @Attribute()
  readonly orcid!: AttributesOf<'Contributor'>['orcid'];
}
