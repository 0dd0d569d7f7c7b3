import claimsANewStudyMayBearOn from './examples/claims-a-new-study-may-bear-on.graphql?raw';
import historyOfOneEntry from './examples/history-of-one-entry.graphql?raw';
import linkAStudy from './examples/link-a-study.graphql?raw';
import previewAReference from './examples/preview-a-reference.graphql?raw';
import chainOfOneRecommendation from './examples/chain-of-one-recommendation.graphql?raw';
import claimsWithDisputingEvidence from './examples/claims-with-disputing-evidence.graphql?raw';
import contradictionsAndOverview from './examples/contradictions-and-overview.graphql?raw';
import everyPathOfOneRecommendation from './examples/every-path-of-one-recommendation.graphql?raw';
import howSureCanWeBe from './examples/how-sure-can-we-be.graphql?raw';
import interventionsWithoutEvaluations from './examples/interventions-without-evaluations.graphql?raw';
import pageThroughFindings from './examples/page-through-findings.graphql?raw';
import recommendationsOnNothingEvaluated from './examples/recommendations-on-nothing-evaluated.graphql?raw';
import researchStillOpen from './examples/research-still-open.graphql?raw';
import reviseAnEntry from './examples/revise-an-entry.graphql?raw';
import searchTheGraph from './examples/search-the-graph.graphql?raw';
import whatIfASourceFalls from './examples/what-if-a-source-falls.graphql?raw';
import whatRestsOnOneSource from './examples/what-rests-on-one-source.graphql?raw';
import whereHasNobodyLooked from './examples/where-has-nobody-looked.graphql?raw';

/**
 * The example operations in the order of their tabs. A tab takes its title from the operation's name, and every
 * variable has a default: GraphiQL 5.4 drops the variables of the first tab.
 */
export const examples: readonly string[] = [
  chainOfOneRecommendation,
  whatRestsOnOneSource,
  interventionsWithoutEvaluations,
  claimsWithDisputingEvidence,
  searchTheGraph,
  pageThroughFindings,
  everyPathOfOneRecommendation,
  howSureCanWeBe,
  recommendationsOnNothingEvaluated,
  whatIfASourceFalls,
  whereHasNobodyLooked,
  contradictionsAndOverview,
  researchStillOpen,
  previewAReference,
  claimsANewStudyMayBearOn,
  linkAStudy,
  reviseAnEntry,
  historyOfOneEntry,
];
