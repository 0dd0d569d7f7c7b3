import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('EvidenceSource')
export class EvidenceSource extends EvidenceNode implements AttributesOf<'EvidenceSource'> {
  @Attribute()
  readonly kind!: AttributesOf<'EvidenceSource'>['kind'];

  @Attribute()
  readonly title!: AttributesOf<'EvidenceSource'>['title'];

  @Attribute()
  readonly authors!: AttributesOf<'EvidenceSource'>['authors'];

  @Attribute()
  readonly issued!: AttributesOf<'EvidenceSource'>['issued'];

  @Attribute()
  readonly publisher!: AttributesOf<'EvidenceSource'>['publisher'];

  @Attribute()
  readonly doi!: AttributesOf<'EvidenceSource'>['doi'];

  @Attribute()
  readonly pmid!: AttributesOf<'EvidenceSource'>['pmid'];

  @Attribute()
  readonly isbn!: AttributesOf<'EvidenceSource'>['isbn'];

  @Attribute()
  readonly url!: AttributesOf<'EvidenceSource'>['url'];

  @Attribute()
  readonly csl!: AttributesOf<'EvidenceSource'>['csl'];

  @Attribute()
  readonly identified!: AttributesOf<'EvidenceSource'>['identified'];

  @Attribute()
  readonly asCited!: AttributesOf<'EvidenceSource'>['asCited'];

  @Attribute()
  readonly standing!: AttributesOf<'EvidenceSource'>['standing'];

  @Attribute()
  readonly edition!: AttributesOf<'EvidenceSource'>['edition'];

  @Attribute()
  readonly reviewBy!: AttributesOf<'EvidenceSource'>['reviewBy'];

  @Attribute()
  readonly language!: AttributesOf<'EvidenceSource'>['language'];

  @Attribute()
  readonly licence!: AttributesOf<'EvidenceSource'>['licence'];
}
