import { choice, choiceSet, text } from '../attribute.ts';
import { kind } from '../kind.ts';

const criterion = choiceSet('EvidenceToDecisionCriterion', "A criterion of GRADE's evidence-to-decision framework.", {
  PRIORITY: 'Whether the problem is a priority.',
  DESIRABLE_EFFECTS: 'How large the desirable effects are.',
  UNDESIRABLE_EFFECTS: 'How large the undesirable effects are.',
  CERTAINTY_OF_EVIDENCE: 'How certain the evidence of effects is.',
  VALUES: 'How much people value the outcomes, and whether they differ.',
  BALANCE_OF_EFFECTS: 'Whether desirable or undesirable effects prevail.',
  RESOURCES_REQUIRED: 'How large the costs are.',
  CERTAINTY_OF_RESOURCES: 'How certain the evidence of costs is.',
  COST_EFFECTIVENESS: 'Whether it is worth its costs.',
  EQUITY: 'What it does to equity.',
  ACCEPTABILITY: 'Whether those concerned accept it.',
  FEASIBILITY: 'Whether it can be done.',
  OTHER: 'Another criterion.',
});

/** What a panel weighed for a recommendation, one criterion at a time. */
export const decisionCriterion = kind({
  description: "What a panel weighed for a recommendation: one criterion of GRADE's evidence-to-decision framework.",
  prefix: 'decision-criterion',
  singular: 'decisionCriterion',
  plural: 'decisionCriteria',
  attributes: {
    criterion: choice(criterion, 'Which criterion.', { required: true, filter: true }),
    judgement: text("The panel's judgement in its own words.", { maxLength: 300, search: 'texts' }),
    researchEvidence: text('The research evidence it looked at, in our own words.', { search: 'texts' }),
    considerations: text('What it considered besides, in our own words.', { search: 'texts' }),
  },
  label: ({ criterion: which, judgement }) => (judgement === null ? which : `${which}: ${judgement}`),
});
