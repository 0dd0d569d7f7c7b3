import type { Filter, ListRead, PageAnswer } from '../../store/read-plan.ts';
import type { SubGraph } from '../evidence-graph.ts';
import type { Asking } from './fetch-evidence.ts';
import { contradictionSelection } from './selections.ts';
import { merged, rowsIn, subGraphOfRead } from './sub-graph-of-read.ts';

export interface FetchedContradictions {
  readonly graph: SubGraph;
  /** Claims that were looked through, and how many there are: fewer were, where they are more than was asked for. */
  readonly examined: number;
  readonly inAll: number;
}

const accepted: Filter = { attribute: 'status', in: ['ACCEPTED'] };
const having = (field: string, ...conditions: readonly Filter[]): Filter => ({
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

/** Claims with links both ways, that contradict others, or that have verdicts; at most `first` of each. 1 statement. */
export async function fetchContradictions({ store, signal }: Asking, first: number): Promise<FetchedContradictions> {
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
      select: contradictionSelection,
      filter: { all: [accepted, filter] },
    },
  ]);
  const answer = await store.read({ roots: Object.fromEntries(roots) }, signal);
  const pages = roots.map(([name]) => ({
    rows: rowsIn(answer, name).slice(0, first),
    page: answer[name] as PageAnswer,
  }));
  return {
    graph: merged(...pages.map(({ rows }) => subGraphOfRead(store.model, rows, contradictionSelection))),
    examined: pages.reduce((sum, { rows }) => sum + rows.length, 0),
    inAll: pages.reduce((sum, { page }) => sum + (page.count ?? 0), 0),
  };
}
