import type { Filter, IdsRead, NodeSelection, RelationRead, Selection } from '../../store/read-plan.ts';
import type { SubGraph } from '../evidence-graph.ts';
import { dependentSteps } from '../impact.ts';
import { evidenceSteps, verdictSelection } from './fetch-evidence.ts';
import { every, merged, rowsIn, single, subGraphOfRead } from './sub-graph-of-read.ts';
import { idsOf, walk, type Asking, type Step } from './walk.ts';

/** From conclusions and recommendations down to their claims and findings, and to what these are about themselves. */
const basisSteps: readonly Step[] = [
  'BASED_ON',
  'RESTS_ON',
  'MADE_IN',
  { relationship: 'ABOUT_INTERVENTION', from: ['Recommendation'] },
  { relationship: 'ABOUT_JURISDICTION', from: ['Recommendation'] },
  'BROADER',
];

/**
 * All that rests on some entries, and what its figures read. 4 statements, whatever rests on them. A conclusion rests on
 * many findings that no claim argues from and that nothing happens to: of their reports only those that tell are fetched.
 */
export async function fetchDependents(asking: Asking, ids: readonly string[]): Promise<SubGraph> {
  const dependents = await walk(asking, ids, dependentSteps, 'backward');
  const basis = await walk(asking, idsOf(asking, dependents, ['Conclusion', 'Recommendation']), basisSteps, 'forward');
  // Reviews and studies too: whether they stand depends on sources that do not rest on what changes.
  const changing = idsOf(asking, dependents, ['EvidenceSource', 'Study', 'Finding', 'EvidenceLink', 'Claim']);
  const grounds = [...new Set([...changing, ...idsOf(asking, basis, ['Claim'])])];
  const evidence = await walk(asking, grounds, evidenceSteps, 'forward');
  const whole = new Set(evidence.nodes.map(({ id }) => id));
  const others = idsOf(asking, basis, ['Finding']).filter((id) => !whole.has(id));
  // First what is known in part, so that what is known in whole completes it.
  return merged(await fetchTellingReports(asking, evidence, others), basis, dependents, evidence);
}

const retracted: Filter = { attribute: 'standing', in: ['RETRACTED'] };
const standing: Filter = { all: [{ attribute: 'status', in: ['ACCEPTED'] }, { not: retracted }] };

const reporter: NodeSelection = { attributes: ['label', 'status', 'standing'], relations: {} };
const reports = (read: typeof every, filter: Filter): RelationRead => ({
  ...read('reportedIn', { EvidenceSource: reporter }),
  filter,
});
const fallen = { fallen: reports(every, retracted) };
const study = { attributes: ['label', 'status'], relations: fallen };
const tellingReports: Selection = {
  Finding: {
    attributes: [],
    relations: { ...fallen, standing: reports(single, standing), study: single('study', { Study: study }) },
  },
};

/**
 * The verdicts on links, which may appraise their studies (one on a claim changes nothing that is computed); and of the
 * findings whether anything that stands reports them, and everything retracted that does. 1 statement, or none.
 */
async function fetchTellingReports(asking: Asking, evidence: SubGraph, findings: readonly string[]): Promise<SubGraph> {
  const { store, signal } = asking;
  const parts: readonly (readonly [name: string, read: IdsRead])[] = [
    ['rated', { by: 'ids', ids: idsOf(asking, evidence, ['EvidenceLink']), select: verdictSelection }],
    ['reported', { by: 'ids', ids: findings, select: tellingReports }],
  ];
  const roots = parts.filter(([, { ids }]) => ids.length > 0);
  if (roots.length === 0) return { nodes: [], edges: [] };
  const answer = await store.read({ roots: Object.fromEntries(roots) }, signal);
  return merged(...roots.map(([name, { select }]) => subGraphOfRead(store.model, rowsIn(answer, name), select)));
}
