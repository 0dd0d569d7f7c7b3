import type { SubGraph } from '../evidence-graph.ts';
import { broaderSteps } from '../taxonomy.ts';
import { merged } from './sub-graph-of-read.ts';
import { idsOf, walk, type Asking } from './walk.ts';

const facets = ['ABOUT_INTERVENTION', 'ABOUT_OUTCOME', 'ABOUT_POPULATION'] as const;

/**
 * Recommendations with what they ask about, what is narrower, and the studies on that with all their results. 5
 * statements, and fewer where nothing is found.
 */
export async function fetchResearch(asking: Asking, recommendations: readonly string[]): Promise<SubGraph> {
  const asked = await walk(asking, recommendations, ['MADE_IN', ...facets], 'forward');
  const named = idsOf(asking, asked, ['Intervention', 'Outcome', 'Population']);
  const onIntervention = { relationship: 'ABOUT_INTERVENTION', from: ['Study', 'Finding'] } as const;
  const narrower = await walk(asking, named, [...broaderSteps, onIntervention], 'backward');
  const studied = await walk(asking, idsOf(asking, narrower, ['Finding', 'Study']), ['RESULT_OF'], 'forward');
  const results = await walk(asking, idsOf(asking, studied, ['Study']), ['RESULT_OF'], 'backward');
  const found = idsOf(asking, results, ['Finding', 'Study']);
  const about = await walk(asking, found, ['RESULT_OF', 'REPORTED_IN', ...facets], 'forward');
  return merged(narrower, studied, results, about, asked);
}
