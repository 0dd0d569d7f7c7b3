import { choiceSet } from '../attribute.ts';

export const riskOfBiasTool = choiceSet('RiskOfBiasTool', 'A tool by which risk of bias is judged.', {
  ROB_2: 'RoB 2, for randomised trials.',
  ROBINS_I: 'ROBINS-I, for non-randomised studies of interventions.',
  ROBINS_E: 'ROBINS-E, for studies of exposures.',
  COCHRANE_2011: 'The Cochrane tool of 2011, for randomised trials.',
  ROBIS: 'ROBIS, for systematic reviews.',
  AMSTAR_2: 'AMSTAR 2, for systematic reviews: it rates confidence, where low is worse.',
  QUADAS_2: 'QUADAS-2, for studies of diagnostic accuracy.',
  QUIPS: 'QUIPS, for prognostic factors.',
  PROBAST: 'PROBAST, for prediction models.',
  NEWCASTLE_OTTAWA: 'The Newcastle–Ottawa scale, for observational studies.',
  MARYLAND_SMS: 'The Maryland Scientific Methods Scale.',
  OTHER: 'Another tool, or none that is named.',
});

export type RiskOfBiasTool = keyof (typeof riskOfBiasTool)['values'];
