import { choiceSet } from '../attribute.ts';

/** What the evidence linked to a claim shows of the claim as it is worded. Computed, never asserted. */
export const indicationStatus = choiceSet(
  'IndicationStatus',
  'What the evidence linked to a claim shows of the claim as it is worded. Computed by rule; nobody asserts it.',
  {
    SUPPORTED: 'The best evidence speaks for the claim.',
    CONTESTED: 'The best evidence speaks both ways.',
    NO_EFFECT_SHOWN: 'The effect was looked for, and the best evidence does not show it.',
    HARM_SHOWN: 'The best evidence shows the opposite of what the claim says is gained.',
    INSUFFICIENT: 'The best evidence was looked at and does not decide.',
    NOT_ASSESSABLE: 'Evidence is linked, and nothing about it tells how far it can be relied on.',
    NOT_EVALUATED: 'Nothing that stands evaluates the claim. This is not a finding that it is false.',
  },
);

export type IndicationStatus = keyof (typeof indicationStatus)['values'];
