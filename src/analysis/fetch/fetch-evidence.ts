import type { KindName } from '../../domain/kinds.ts';
import type { ReadPlan } from '../../store/read-plan.ts';
import { select } from '../../store/typed-read.ts';
import type { SubGraph } from '../evidence-graph.ts';
import { every, merged, rowsIn, single, subGraphOfRead } from './sub-graph-of-read.ts';
import { idsOf, walk, type QueryContext, type Step } from './walk.ts';

/** From what rests on evidence down to all that its figures depend on, and to what its places and people fall under. */
export const evidenceSteps: readonly Step[] = [
  'BASED_ON',
  'RESTS_ON',
  'HAS_EVIDENCE',
  'USES',
  'RESULT_OF',
  'JUDGED_BY',
  'REPORTED_IN',
  'INCLUDES',
  'MADE_IN',
  { relationship: 'ABOUT_INTERVENTION', from: ['Claim', 'Recommendation'] },
  { relationship: 'ABOUT_OUTCOME', from: ['Claim', 'Finding'] },
  'ABOUT_POPULATION',
  'ABOUT_JURISDICTION',
  'BROADER',
];

/**
 * Claims, conclusions or recommendations with all that bears on them, and facets that an answer is wanted for with what
 * they fall under. 2 statements. Absent ids are left out.
 */
export async function fetchEvidence(
  context: QueryContext,
  ids: readonly string[],
  facets: readonly string[] = [],
): Promise<SubGraph> {
  const evidence = await walk(context, [...ids, ...facets], evidenceSteps, 'forward');
  return merged(await fetchVerdicts(context, evidence, ['Claim', 'EvidenceLink']), evidence);
}

const shown = ['label', 'status'] as const;
const scheme = select({ RatingScheme: { attributes: shown, relations: {} } });
const level = select({
  RatingLevel: {
    attributes: [...shown, 'coverage', 'agreesWith', 'tier'],
    relations: { scheme: single('scheme', scheme) },
  },
});
const verdict = select({
  Assessment: { attributes: [...shown, 'asStated'], relations: { level: single('level', level) } },
});
const rated = { attributes: [], relations: { assessments: every('assessments', verdict) } };
/** Verdicts with their levels and schemes, of the kinds that can be rated. */
export const verdictSelection = select({ Claim: rated, EvidenceLink: rated });

/** The verdicts on entries of a graph, by kind, with their levels and schemes. 1 statement, or none. */
export async function fetchVerdicts(
  context: QueryContext,
  graph: SubGraph,
  kinds: readonly KindName[],
): Promise<SubGraph> {
  const ids = idsOf(context, graph, kinds);
  if (ids.length === 0) return { nodes: [], edges: [] };
  const { store, signal } = context;
  const roots: ReadPlan['roots'] = { rated: { by: 'ids', ids, select: verdictSelection } };
  return subGraphOfRead(store.model, rowsIn(await store.read({ roots }, signal), 'rated'), verdictSelection);
}
