import type { Filter, ListRead, NodeRow, PageAnswer } from '../../store/read-plan.ts';
import { EvidenceGraph, type SubGraph } from '../evidence-graph.ts';
import type { GapMapQuestion } from '../gap-map.ts';
import { broaderSteps, withNarrower } from '../taxonomy.ts';
import type { GapMapAxisName } from '../vocabulary.ts';
import { readEntries, walk, withBroader, type Asking } from './fetch-evidence.ts';
import { gapMapSelection } from './selections.ts';

/** A question whose rows and columns are not known yet: ids, or null for all of the kind. */
export interface GapMapAsked extends Omit<GapMapQuestion, 'rows' | 'columns'> {
  readonly rows: readonly string[] | null;
  readonly columns: readonly string[] | null;
  /** Most rows and columns to show, 1 to 200. */
  readonly most: { readonly rows: number; readonly columns: number };
}

export interface FetchedGapMap {
  readonly question: GapMapQuestion;
  readonly graph: SubGraph;
  /** How many rows and columns there are in all. */
  readonly available: { readonly rows: number; readonly columns: number };
}

const axes: Readonly<Record<GapMapAxisName, { readonly kind: string; readonly field: string }>> = {
  INTERVENTION: { kind: 'Intervention', field: 'interventions' },
  OUTCOME: { kind: 'Outcome', field: 'outcomes' },
  POPULATION: { kind: 'Population', field: 'populations' },
  JURISDICTION: { kind: 'Jurisdiction', field: 'jurisdictions' },
};

/** The kind of the facets on an axis. */
export const kindOnAxis = (axis: GapMapAxisName): string => axes[axis].kind;

/** The claims of a gap map with all that bears on them. 4 statements, whatever its size. */
export async function fetchGapMap(asking: Asking, asked: GapMapAsked): Promise<FetchedGapMap> {
  const { rows, columns, available } = await facetsOf(asking, asked);
  const narrower = await walk(
    asking,
    [...rows, ...columns].map(({ id }) => id),
    broaderSteps,
    'backward',
  );
  const taxonomy = new EvidenceGraph(narrower);
  const within = (facets: readonly NodeRow[]) => [
    ...new Set(facets.flatMap(({ id }) => (asked.rollUp ? [...withNarrower(taxonomy, id)] : [id]))),
  ];
  const filter: Filter = {
    field: axes[asked.columnAxis].field,
    some: { attribute: 'id', in: within(columns) },
  };
  const select = gapMapSelection(axes[asked.rowAxis].kind, { filter });
  const claims = await readEntries(asking, { rows: [within(rows), select] });
  const whole = await withBroader(asking, claims);
  const graph = { nodes: [...narrower.nodes, ...whole.nodes], edges: [...narrower.edges, ...whole.edges] };
  return { question: { ...asked, rows, columns }, graph, available };
}

async function facetsOf({ store, signal }: Asking, asked: GapMapAsked) {
  const list = (axis: GapMapAxisName, ids: readonly string[] | null, most: number): ListRead => ({
    by: 'list',
    kind: axes[axis].kind,
    order: 'label',
    descending: false,
    page: { first: most, after: null },
    rows: true,
    count: true,
    select: { [axes[axis].kind]: { attributes: ['label', 'status'], relations: {} } },
    filter: {
      all: [{ attribute: 'status', in: ['ACCEPTED'] }, ...(ids === null ? [] : [{ attribute: 'id', in: ids }])],
    },
  });
  const answer = await store.read(
    {
      roots: {
        rows: list(asked.rowAxis, asked.rows, asked.most.rows),
        columns: list(asked.columnAxis, asked.columns, asked.most.columns),
      },
    },
    signal,
  );
  const [rows, columns] = [answer['rows'] as PageAnswer, answer['columns'] as PageAnswer];
  const shown = (page: PageAnswer, most: number) => (page.rows ?? []).slice(0, most).map(({ node }) => node);
  return {
    rows: shown(rows, asked.most.rows),
    columns: shown(columns, asked.most.columns),
    available: { rows: rows.count ?? 0, columns: columns.count ?? 0 },
  };
}
