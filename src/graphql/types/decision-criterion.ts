import type { AttributesOf } from '../../domain/kinds.ts';
import { EvidenceNode } from './evidence-node.ts';
import { Attribute, NodeType } from './node-type.ts';

@NodeType('DecisionCriterion')
export class DecisionCriterion extends EvidenceNode implements AttributesOf<'DecisionCriterion'> {
  @Attribute()
  readonly criterion!: AttributesOf<'DecisionCriterion'>['criterion'];

  @Attribute()
  readonly judgement!: AttributesOf<'DecisionCriterion'>['judgement'];

  @Attribute()
  readonly researchEvidence!: AttributesOf<'DecisionCriterion'>['researchEvidence'];

  @Attribute()
  readonly considerations!: AttributesOf<'DecisionCriterion'>['considerations'];
}
