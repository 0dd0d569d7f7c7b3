import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('RiskOfBiasJudgement')
export class RiskOfBiasJudgement extends EvidenceNode implements AttributesOf<'RiskOfBiasJudgement'> {
  @Attribute()
  readonly tool!: AttributesOf<'RiskOfBiasJudgement'>['tool'];

  @Attribute()
  readonly overall!: AttributesOf<'RiskOfBiasJudgement'>['overall'];

  @Attribute()
  readonly domains!: AttributesOf<'RiskOfBiasJudgement'>['domains'];

  @Attribute()
  readonly by!: AttributesOf<'RiskOfBiasJudgement'>['by'];

  @Attribute()
  readonly on!: AttributesOf<'RiskOfBiasJudgement'>['on'];
}
