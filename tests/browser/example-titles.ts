/** The examples of the playground by the names of their operations, in the order of their tabs. */
export const exampleTitles = [
  'ChainOfOneRecommendation',
  'WhatRestsOnOneSource',
  'InterventionsWithoutEvaluations',
  'ClaimsWithDisputingEvidence',
  'SearchTheGraph',
  'PageThroughFindings',
  'EveryPathOfOneRecommendation',
  'HowSureCanWeBe',
  'RecommendationsOnNothingEvaluated',
  'WhatIfASourceFalls',
  'WhereHasNobodyLooked',
  'ContradictionsAndOverview',
  'ResearchStillOpen',
  'PreviewAReference',
  'ClaimsANewStudyMayBearOn',
  'LinkAStudy',
  'ReviseAnEntry',
  'HistoryOfOneEntry',
];

/** Those that would change something; only answers to queries tell what they cost. */
export const exampleMutations = ['LinkAStudy', 'ReviseAnEntry'];
