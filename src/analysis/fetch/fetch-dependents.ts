import { kindOfId } from '../../domain/ids.ts';
import type { Filter, ListRead, ReadPlan } from '../../store/read-plan.ts';
import { select } from '../../store/typed-read.ts';
import { knownToStand, type SubGraph } from '../evidence-graph.ts';
import { dependentSteps } from '../impact.ts';
import { evidenceSteps, verdictSelection } from './fetch-evidence.ts';
import { allOf, merged, rowsIn, subGraphOfRead } from './sub-graph-of-read.ts';
import { idsOf, mostReached, walk, walkFor, type QueryContext, type Step } from './walk.ts';

/** From conclusions and recommendations down to their claims and findings, and to what these are about themselves. */
const basisSteps: readonly Step[] = [
  'BASED_ON',
  'RESTS_ON',
  'RESULT_OF',
  'MADE_IN',
  { relationship: 'ABOUT_INTERVENTION', from: ['Recommendation'] },
  { relationship: 'ABOUT_JURISDICTION', from: ['Recommendation'] },
  'BROADER',
];

/** For entries that are not displayed, as they do not rest on the change: they need no label. */
const statusOnly = { direction: 'forward', header: ['status'] } as const;

/**
 * All that rests on some entries, and what its figures read. 4 statements, whatever rests on them, and 1 more where a
 * source is retracted. A conclusion rests on many findings that no claim argues from and that nothing happens to: of
 * these it is read only whether a source that stands reports them, and which retracted ones do.
 */
export async function fetchDependents(context: QueryContext, ids: readonly string[]): Promise<SubGraph> {
  const dependents = await walk(context, ids, dependentSteps, 'backward');
  const resting = idsOf(context, dependents, ['Conclusion', 'Recommendation']);
  const basis = await walkFor(context, resting, basisSteps, statusOnly);
  // Reviews and studies too: whether they stand depends on sources that do not rest on what changes.
  const changing = idsOf(context, dependents, ['EvidenceSource', 'Study', 'Finding', 'EvidenceLink', 'Claim']);
  const grounds = [...new Set([...changing, ...idsOf(context, basis, ['Claim'])])];
  const evidence = await walkFor(context, grounds, evidenceSteps, statusOnly);
  const whole = new Set(evidence.nodes.map(({ id }) => id));
  const partly = idsOf(context, basis, ['Finding', 'Study']).filter((id) => !whole.has(id));
  const partial = await fetchPartial(context, evidence, partly);
  return merged(partial, basis, dependents, evidence);
}

const retracted: Filter = { attribute: 'standing', in: ['RETRACTED'] };
const standing: Filter = { all: [{ attribute: 'status', in: ['ACCEPTED'] }, { not: retracted }] };

const list = (kind: string, filter: Filter): ListRead => ({
  by: 'list',
  kind,
  filter,
  order: 'label',
  descending: false,
  page: { first: mostReached, after: null },
  rows: true,
  count: false,
  select: {},
});

/**
 * The verdicts on links, which may appraise their studies (one on a claim changes nothing that is computed), and what is
 * told of findings and studies that are known in part. 1 statement, or 2 where a source is retracted.
 */
async function fetchPartial(context: QueryContext, evidence: SubGraph, partly: readonly string[]): Promise<SubGraph> {
  const links = idsOf(context, evidence, ['EvidenceLink']);
  const findings = partly.filter((id) => kindOfId(context.store.model, id) === 'Finding');
  const among: Filter = { attribute: 'id', in: findings };
  const roots: ReadPlan['roots'] = {
    ...(links.length > 0 && { rated: { by: 'ids', ids: links, select: verdictSelection } }),
    ...(findings.length > 0 && {
      unsupported: list('Finding', { all: [among, { not: { field: 'reportedIn', some: standing } }] }),
      retracted: list('EvidenceSource', retracted),
    }),
  };
  if (Object.keys(roots).length === 0) return nothing;
  const { store, signal } = context;
  const answer = await store.read({ roots }, signal);
  const verdicts = links.length > 0 ? subGraphOfRead(store.model, rowsIn(answer, 'rated'), verdictSelection) : nothing;
  if (findings.length === 0) return verdicts;
  const idsIn = (root: string) => allOf(rowsIn(answer, root), mostReached).flatMap((row) => row?.id ?? []);
  const unsupported = new Set(idsIn('unsupported'));
  const supported = findings.filter((id) => !unsupported.has(id));
  const nodes = supported.map((id) => ({ __typename: 'Finding', id, [knownToStand]: true }));
  return merged(verdicts, { nodes, edges: [] }, await fetchRetractedReports(context, idsIn('retracted'), partly));
}

const nothing: SubGraph = { nodes: [], edges: [] };

/** The findings and studies that retracted sources report. 1 statement, or none. */
async function fetchRetractedReports(
  { store, signal }: QueryContext,
  ids: readonly string[],
  partly: readonly string[],
): Promise<SubGraph> {
  if (ids.length === 0) return nothing;
  const reporting = <const Field extends string>(field: Field) => ({
    field,
    filter: { attribute: 'id', in: partly },
    page: { first: mostReached, after: null },
    rows: true,
    count: false,
    edgeAttributes: [],
    select: {},
  });
  const relations = { findings: reporting('findings'), studies: reporting('studies') };
  const selected = select({ EvidenceSource: { attributes: ['label', 'status', 'standing'], relations } });
  const answer = await store.read({ roots: { retracted: { by: 'ids', ids, select: selected } } }, signal);
  return subGraphOfRead(store.model, rowsIn(answer, 'retracted'), selected);
}
