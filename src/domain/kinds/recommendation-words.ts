import { choiceSet } from '../attribute.ts';

export const recommendationKind = choiceSet('RecommendationKind', 'What a recommendation asks for.', {
  ACTION: 'To do something.',
  RESEARCH: 'To find something out.',
  GOOD_PRACTICE: 'To do what hardly needs evidence (good practice statement).',
  ONLY_IN_RESEARCH: 'To do something only as part of research.',
});

export const direction = choiceSet('RecommendationDirection', 'For or against (GRADE).', {
  FOR: 'It recommends doing it.',
  AGAINST: 'It recommends not doing it.',
  EITHER: 'It recommends either way, as the person decides.',
});

export const strength = choiceSet('RecommendationStrength', 'Strength as the authors state it (GRADE).', {
  STRONG: 'Stated as strong.',
  CONDITIONAL: 'Stated as conditional or weak.',
  NOT_STATED: 'The document states no strength.',
});

/** The five situations in which GRADE allows a strong recommendation on low certainty. */
export const justification = choiceSet(
  'StrongOnLowJustification',
  'What justifies a strong recommendation on evidence of low certainty (GRADE).',
  {
    LIFE_THREATENING: 'The situation is life-threatening.',
    UNCERTAIN_BENEFIT_CERTAIN_HARM: 'The benefit is uncertain, the harm or burden is not.',
    EQUIVALENCE_ONE_SAFER_OR_CHEAPER: 'Both may do the same, and one is clearly safer or costs clearly less.',
    SIMILAR_BENEFIT_UNCERTAIN_HARM: 'The benefits are surely similar, and one may do more harm.',
    CATASTROPHIC_HARM: 'Harm that may come of it would be catastrophic.',
  },
);
