import type { NodeSelection, ReadPlan, Selection } from '../../store/read-plan.ts';
import type { SubGraph } from '../evidence-graph.ts';
import { dependentSteps } from '../impact.ts';
import { every, merged, rowsIn, single, subGraphOfRead } from './sub-graph-of-read.ts';
import { idsOf, walk, type Asking, type Step } from './walk.ts';

/** From what rests on evidence down to all that its figures depend on, and to what its places and people fall under. */
const evidenceSteps: readonly Step[] = [
  'BASED_ON',
  'RESTS_ON',
  'HAS_EVIDENCE',
  'USES',
  'RESULT_OF',
  'REPORTED_IN',
  'INCLUDES',
  'MADE_IN',
  { relationship: 'ABOUT_INTERVENTION', from: ['Claim', 'Recommendation'] },
  { relationship: 'ABOUT_OUTCOME', from: ['Claim', 'Finding'] },
  'ABOUT_POPULATION',
  'ABOUT_JURISDICTION',
  'BROADER',
];

/** Claims, conclusions or recommendations with all that bears on them. 2 statements. Absent ids are left out. */
export async function fetchEvidence(asking: Asking, ids: readonly string[]): Promise<SubGraph> {
  const evidence = await walk(asking, ids, evidenceSteps, 'forward');
  return merged(await fetchVerdicts(asking, evidence, ['Claim', 'EvidenceLink']), evidence);
}

/** All that rests on some entries, and all that this rests on. 3 statements. */
export async function fetchDependents(asking: Asking, ids: readonly string[]): Promise<SubGraph> {
  const dependents = await walk(asking, ids, dependentSteps, 'backward');
  // Reviews and studies too: whether they stand depends on sources that do not rest on what changes.
  const everything = dependents.nodes.map(({ id }) => id);
  const evidence = await walk(asking, everything, evidenceSteps, 'forward');
  // A verdict on a claim changes nothing that is computed; one on a link may appraise its study.
  return merged(dependents, await fetchVerdicts(asking, evidence, ['EvidenceLink']), evidence);
}

const entry = (attributes: readonly string[], relations: NodeSelection['relations'] = {}): NodeSelection => ({
  attributes: ['label', 'status', ...attributes],
  relations,
});
const level = entry(['coverage', 'agreesWith', 'tier'], { scheme: single('scheme', { RatingScheme: entry([]) }) });
const verdict = { Assessment: entry(['asStated'], { level: single('level', { RatingLevel: level }) }) };
const rated = { attributes: [], relations: { assessments: every('assessments', verdict) } };
const verdictSelection: Selection = { Claim: rated, EvidenceLink: rated };

/** The verdicts on entries of a graph, by kind, with their levels and schemes. 1 statement, or none. */
export async function fetchVerdicts(asking: Asking, graph: SubGraph, kinds: readonly string[]): Promise<SubGraph> {
  const ids = idsOf(asking, graph, kinds);
  if (ids.length === 0) return { nodes: [], edges: [] };
  const { store, signal } = asking;
  const roots: ReadPlan['roots'] = { rated: { by: 'ids', ids, select: verdictSelection } };
  return subGraphOfRead(store.model, rowsIn(await store.read({ roots }, signal), 'rated'), verdictSelection);
}
