import type { SubGraph } from '../evidence-graph.ts';
import { broaderSteps } from '../taxonomy.ts';
import { merged } from './sub-graph-of-read.ts';
import { idsOf, walk, type QueryContext } from './walk.ts';

const facets = ['ABOUT_INTERVENTION', 'ABOUT_OUTCOME', 'ABOUT_POPULATION'] as const;

/**
 * Recommendations with what they ask about, what is narrower, and the studies on that with all their results. 5
 * statements, and fewer where nothing is found.
 */
export async function fetchResearch(context: QueryContext, recommendations: readonly string[]): Promise<SubGraph> {
  const addressed = await walk(context, recommendations, ['MADE_IN', ...facets], 'forward');
  const facetIds = idsOf(context, addressed, ['Intervention', 'Outcome', 'Population']);
  const onIntervention = { relationship: 'ABOUT_INTERVENTION', from: ['Study', 'Finding'] } as const;
  const narrower = await walk(context, facetIds, [...broaderSteps, onIntervention], 'backward');
  const studied = await walk(context, idsOf(context, narrower, ['Finding', 'Study']), ['RESULT_OF'], 'forward');
  const results = await walk(context, idsOf(context, studied, ['Study']), ['RESULT_OF'], 'backward');
  const found = idsOf(context, results, ['Finding', 'Study']);
  const about = await walk(context, found, ['RESULT_OF', 'REPORTED_IN', ...facets], 'forward');
  return merged(narrower, studied, results, about, addressed);
}
