import type { SubGraph } from '../evidence-graph.ts';
import { broaderSteps } from '../taxonomy.ts';
import { idsOf, readEntries, walk, type Asking } from './fetch-evidence.ts';
import { researchSelection, studiesSelection } from './selections.ts';
import { merged } from './sub-graph-of-read.ts';

/** Recommendations with what they ask about, what is narrower, and the studies on that. 3 statements. */
export async function fetchResearch(asking: Asking, recommendations: readonly string[]): Promise<SubGraph> {
  const asked = await readEntries(asking, { recommendations: [recommendations, researchSelection] });
  const facets = idsOf(asking, asked, ['Intervention', 'Outcome', 'Population']);
  const narrower = await walk(asking, facets, broaderSteps, 'backward');
  const interventions = idsOf(asking, narrower, ['Intervention']);
  const studies = await readEntries(asking, { interventions: [interventions, studiesSelection] });
  return merged(narrower, asked, studies);
}
