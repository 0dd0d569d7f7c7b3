import { choiceSet } from '../attribute.ts';

export const assertedEffect = choiceSet('AssertedEffect', 'Which way a claim says that an effect goes.', {
  BENEFIT: 'The outcome gets better.',
  HARM: 'The outcome gets worse.',
  INCREASE: 'There is more of the outcome.',
  DECREASE: 'There is less of the outcome.',
  NO_IMPORTANT_EFFECT: 'The outcome does not change by what matters.',
});
