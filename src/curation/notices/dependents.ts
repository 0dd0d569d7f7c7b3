import { DomainError } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { ReachedEdge } from '../../store/read-plan.ts';
import { stepsAlong } from '../../store/steps-along.ts';
import type { Store } from '../../store/store.ts';

/** Backward from a source: what reports in it, what that is used for, and what is argued from there. */
const steps = stepsAlong('backward', ['REPORTED_IN', 'RESULT_OF', 'USES', 'HAS_EVIDENCE', 'RESTS_ON', 'BASED_ON']);

/** The kinds that somebody judged, and is to judge again. */
const judged: ReadonlySet<string> = new Set(['EvidenceLink', 'Claim', 'Conclusion', 'Recommendation']);

const [farthest, mostReached] = [20, 50_000];

/** Everything judged that rests on a source, each with a shortest path to it, the source first. One statement. */
export async function dependentsOf(store: Store, source: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const reached = await store.reach({
    from: [source],
    steps,
    maxDepth: farthest,
    maxNodes: mostReached,
    header: [],
    attributes: {},
  });
  if (reached.truncated)
    throw new DomainError(
      'QUESTION_LIMIT_EXCEEDED',
      `More than ${mostReached} entries rest on ${source}: a notice on it cannot be recorded in one step.`,
    );
  const paths = pathsFrom(source, reached.edges);
  return new Map([...paths].filter(([id]) => judged.has(kindOfId(store.model, id) ?? '')));
}

/** Edges run from what rests to what it rests on, so the walk goes against them. */
function pathsFrom(source: string, edges: readonly ReachedEdge[]): ReadonlyMap<string, readonly string[]> {
  const above = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = above.get(to);
    if (known) known.push(from);
    else above.set(to, [from]);
  }
  const paths = new Map<string, readonly string[]>([[source, [source]]]);
  for (const [id, path] of paths)
    for (const next of above.get(id) ?? []) if (!paths.has(next)) paths.set(next, [...path, next]);
  return paths;
}
