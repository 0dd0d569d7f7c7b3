import type { RelationshipFieldName } from '../../domain/relationships.ts';
import { pageOf } from '../../store/answered-nodes.ts';
import type { Filter, ListRead, ReadPlan } from '../../store/read-plan.ts';
import { stepsAlong } from '../../store/steps-along.ts';
import type { SubGraph } from '../evidence-graph.ts';
import { fetchVerdicts } from './fetch-evidence.ts';
import { merged, rowsIn } from './sub-graph-of-read.ts';
import { mostReached, displayHeader, wantedAttributes, type QueryContext } from './walk.ts';

export interface FetchedContradictions {
  readonly graph: SubGraph;
  /** Claims that were looked through, and how many there are: fewer were, where they are more than was asked for. */
  readonly examined: number;
  readonly inAll: number;
}

const accepted: Filter = { attribute: 'status', in: ['ACCEPTED'] };
const having = (field: RelationshipFieldName<'Claim'>, ...conditions: readonly Filter[]): Filter => ({
  field,
  some: { all: [accepted, ...conditions] },
});
const arguing = (stance: string) => having('evidence', { attribute: 'stance', in: [stance] });

/** The claims over which something may stand against something else. */
const wanted: Readonly<Record<string, Filter>> = {
  bothWays: { any: [{ all: [arguing('SUPPORTS'), arguing('DISPUTES')] }, arguing('MIXED')] },
  contradicting: having('contradicts'),
  rated: having('assessments'),
};

/** The claims to look through. */
export function readOfContradictions(first: number): ReadPlan {
  const roots = Object.entries(wanted).map(([name, filter]): [string, ListRead] => [
    name,
    {
      by: 'list',
      kind: 'Claim',
      order: 'label',
      descending: false,
      page: { first, after: null },
      rows: true,
      count: true,
      select: {},
      filter: { all: [accepted, filter] },
    },
  ]);
  return { roots: Object.fromEntries(roots) };
}

/** Claims with links both ways, that contradict others, or that have verdicts; at most `first` of each. 3 statements. */
export async function fetchContradictions(context: QueryContext, first: number): Promise<FetchedContradictions> {
  const { store, signal } = context;
  const answer = await store.read(readOfContradictions(first), signal);
  const pages = Object.keys(wanted).map((name) => ({
    ids: rowsIn(answer, name)
      .slice(0, first)
      .flatMap((row) => row?.id ?? []),
    count: pageOf(answer[name]).count ?? 0,
  }));
  const ids = [...new Set(pages.flatMap((page) => page.ids))];
  const around = await argumentsAround(context, ids);
  return {
    graph: merged(await fetchVerdicts(context, around, ['Claim']), around),
    examined: pages.reduce((sum, page) => sum + page.ids.length, 0),
    inAll: pages.reduce((sum, { count }) => sum + count, 0),
  };
}

/** Claims with their links and the claims they contradict, and no further. */
async function argumentsAround({ store, signal }: QueryContext, ids: readonly string[]): Promise<SubGraph> {
  if (ids.length === 0) return { nodes: [], edges: [] };
  const plan = {
    from: ids,
    steps: stepsAlong('forward', ['HAS_EVIDENCE', 'CONTRADICTS']),
    maxDepth: 1,
    maxNodes: mostReached,
    header: displayHeader,
    attributes: wantedAttributes,
  };
  const { nodes, edges } = await store.reach(plan, signal);
  return { nodes, edges };
}
