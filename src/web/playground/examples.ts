import chainOfOneRecommendation from './examples/chain-of-one-recommendation.graphql?raw';
import claimsWithDisputingEvidence from './examples/claims-with-disputing-evidence.graphql?raw';
import interventionsWithoutEvaluations from './examples/interventions-without-evaluations.graphql?raw';
import pageThroughFindings from './examples/page-through-findings.graphql?raw';
import searchTheGraph from './examples/search-the-graph.graphql?raw';
import whatRestsOnOneSource from './examples/what-rests-on-one-source.graphql?raw';

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
];
