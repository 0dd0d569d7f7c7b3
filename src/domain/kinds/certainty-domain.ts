import { choice, choiceSet, integer, text } from '../attribute.ts';

const gradeDomain = choiceSet('CertaintyDomain', 'A domain in which certainty is rated down or up (GRADE).', {
  RISK_OF_BIAS: 'How the studies were made.',
  INCONSISTENCY: 'Whether the studies agree.',
  INDIRECTNESS: 'Whether they are about the very question.',
  IMPRECISION: 'How wide the interval is.',
  PUBLICATION_BIAS: 'Whether studies may be missing.',
  LARGE_EFFECT: 'Up: the effect is large.',
  DOSE_RESPONSE: 'Up: more of it does more.',
  OPPOSING_CONFOUNDING: 'Up: confounding would have hidden the effect.',
  OTHER: 'Another domain, or one of another scheme.',
});

/** What somebody said of one domain of a verdict. */
export const certaintyDomain = {
  name: 'RatedDomain',
  description: 'What a verdict says of one domain.',
  parts: {
    domain: choice(gradeDomain, 'Which domain.', { required: true }),
    judgement: text('The judgement in its own words: serious, not serious.', { maxLength: 160 }),
    steps: integer('By how many steps it is rated down (negative) or up; 0: not at all.', { minimum: -3, maximum: 2 }),
    reason: text('Why, in our own words.', { maxLength: 2000 }),
  },
} as const;
