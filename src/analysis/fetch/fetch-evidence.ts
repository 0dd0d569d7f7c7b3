import { kindOfId } from '../../domain/ids.ts';
import type { ReachPlan, ReadPlan, Selection } from '../../store/read-plan.ts';
import type { Store } from '../../store/store.ts';
import type { SubGraph } from '../evidence-graph.ts';
import { dependentSteps } from '../impact.ts';
import { broaderSteps } from '../taxonomy.ts';
import { basisSelection, claimSelection, sourceSelection } from './selections.ts';
import { merged, rowsIn, subGraphOfRead, wholeOf } from './sub-graph-of-read.ts';

/** Where to ask, and until when. */
export interface Asking {
  readonly store: Store;
  readonly signal?: AbortSignal | undefined;
}

/** Most steps and entries of one walk. */
const [farthest, mostReached] = [20, 10_000];

/** Claims with all that bears on them. 2 statements. Absent ids are left out. */
export async function fetchClaims(asking: Asking, claims: readonly string[]): Promise<SubGraph> {
  return withBroader(asking, await readEntries(asking, { claims: [claims, claimSelection] }));
}

/** Recommendations and conclusions with all that they rest on. 3 statements, however many are asked for. */
export async function fetchBasis(asking: Asking, ids: readonly string[]): Promise<SubGraph> {
  const reached = await walk(asking, ids, ['BASED_ON', 'RESTS_ON'], 'forward');
  return withBroader(asking, merged(reached, await readBasis(asking, reached)));
}

/** All that rests on some entries, and all that this rests on. 4 statements. */
export async function fetchDependents(asking: Asking, ids: readonly string[]): Promise<SubGraph> {
  const dependents = await walk(asking, ids, dependentSteps, 'backward');
  const tops = idsOf(asking, dependents, ['Recommendation', 'Conclusion', 'Claim']);
  const basis = await walk(asking, tops, ['BASED_ON', 'RESTS_ON'], 'forward');
  const reached = merged(dependents, basis);
  return withBroader(asking, merged(reached, await readBasis(asking, reached)));
}

/** Everything within some steps, along relationships in one direction. 1 statement. */
export async function walk(
  { store, signal }: Asking,
  from: readonly string[],
  relationships: readonly string[],
  direction: 'forward' | 'backward',
): Promise<SubGraph> {
  if (from.length === 0) return { nodes: [], edges: [] };
  return wholeOf(await store.reach(walkPlan(from, relationships, direction), signal));
}

export const walkPlan = (
  from: readonly string[],
  relationships: readonly string[],
  direction: 'forward' | 'backward',
): ReachPlan => ({
  from,
  steps: relationships.map((relationship) => ({ relationship, direction })),
  maxDepth: farthest,
  maxNodes: mostReached,
  attributes: {
    EvidenceSource: ['kind', 'standing', 'identified', 'issued'],
    Recommendation: ['kind', 'strength', 'ordinal'],
    Claim: ['type'],
  },
});

async function readBasis(asking: Asking, reached: SubGraph): Promise<SubGraph> {
  return readEntries(asking, {
    claims: [idsOf(asking, reached, ['Claim']), claimSelection],
    tops: [idsOf(asking, reached, ['Recommendation', 'Conclusion', 'Finding']), basisSelection],
    sources: [idsOf(asking, reached, ['EvidenceSource', 'Study']), sourceSelection],
  });
}

/** Entries by id under several selections, in one statement. */
export async function readEntries(
  { store, signal }: Asking,
  wanted: Readonly<Record<string, readonly [ids: readonly string[], select: Selection]>>,
): Promise<SubGraph> {
  const asked = Object.entries(wanted).filter(([, [ids]]) => ids.length > 0);
  if (asked.length === 0) return { nodes: [], edges: [] };
  const roots = asked.map(([name, [ids, select]]) => [name, { by: 'ids', ids, select }] as const);
  const answer = await store.read({ roots: Object.fromEntries(roots) as ReadPlan['roots'] }, signal);
  return merged(...asked.map(([name, [, select]]) => subGraphOfRead(store.model, rowsIn(answer, name), select)));
}

/** The graph with everything that its places, people and outcomes fall under. 1 statement, or none where there are none. */
export async function withBroader(asking: Asking, graph: SubGraph): Promise<SubGraph> {
  const facets = idsOf(asking, graph, ['Jurisdiction', 'Population', 'Outcome']);
  return merged(await walk(asking, facets, broaderSteps, 'forward'), graph);
}

export function idsOf({ store }: Asking, { nodes }: SubGraph, kinds: readonly string[]): string[] {
  return nodes.flatMap(({ id }) => (kinds.includes(kindOfId(store.model, id) ?? '') ? [id] : []));
}
