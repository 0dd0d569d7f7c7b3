import { pageOf } from '../../store/answered-nodes.ts';
import type { ListRead, PageAnswer } from '../../store/read-plan.ts';
import { standingForAll } from '../../store/aliases/standing-for.ts';
import { absent } from '../../store/refusals.ts';
import { EvidenceGraph, type SubGraph } from '../evidence-graph.ts';
import { axisRelationship, type GapMapQuestion } from '../gap-map.ts';
import { broaderSteps } from '../taxonomy.ts';
import type { GapMapAxisName } from '../vocabulary.ts';
import { fetchEvidence } from './fetch-evidence.ts';
import { merged, rowsIn } from './sub-graph-of-read.ts';
import { idsOf, walk, type QueryContext } from './walk.ts';

/** A question whose rows and columns are not known yet: ids, or null for all of the kind. */
export interface GapMapRequest extends Omit<GapMapQuestion, 'rows' | 'columns'> {
  readonly rows: readonly string[] | null;
  readonly columns: readonly string[] | null;
  /** Most rows and columns to show, 1 to 200. */
  readonly most: { readonly rows: number; readonly columns: number };
}

/** The same question, of the entries that stand for those it names. */
function standingQuestion({ store }: QueryContext, request: GapMapRequest): GapMapRequest {
  const standing = (ids: readonly string[]) => standingForAll(store, ids);
  return {
    ...request,
    rows: request.rows && standing(request.rows),
    columns: request.columns && standing(request.columns),
    jurisdictions: standing(request.jurisdictions),
    populations: standing(request.populations),
  };
}

export interface FetchedGapMap {
  readonly question: GapMapQuestion;
  readonly graph: SubGraph;
  /** How many rows and columns there are in all. */
  readonly available: { readonly rows: number; readonly columns: number };
}

const axes: Readonly<Record<GapMapAxisName, string>> = {
  INTERVENTION: 'Intervention',
  OUTCOME: 'Outcome',
  POPULATION: 'Population',
  JURISDICTION: 'Jurisdiction',
};

/** The kind of the facets on an axis. */
export const kindOnAxis = (axis: GapMapAxisName): string => axes[axis];

/**
 * The claims of a gap map with all that bears on them. 4 statements, whatever its size, and 1 more where it names what was
 * merged away. `NOT_FOUND` where a place or
 * population that it is narrowed to is not there.
 */
export async function fetchGapMap(context: QueryContext, input: GapMapRequest): Promise<FetchedGapMap> {
  const { request, rows, columns, available } = await facetsOf(context, input);
  const about = await walk(
    context,
    [...rows, ...columns].map(({ id }) => id),
    [...(request.rollUp ? broaderSteps : []), onAxis(request.rowAxis), onAxis(request.columnAxis)],
    'backward',
  );
  const taxonomy = new EvidenceGraph(about, context.meter);
  const placed = idsOf(context, about, ['Claim']).filter(
    (id) => isOn(taxonomy, id, request.rowAxis) && isOn(taxonomy, id, request.columnAxis),
  );
  const graph = merged(about, await fetchEvidence(context, placed));
  return { question: { ...request, rows, columns }, graph, available };
}

const onAxis = (axis: GapMapAxisName) => ({
  relationship: axisRelationship[axis],
  from: ['Claim', 'Recommendation'] as const,
});

/** Only what stands in a cell needs its evidence. */
const isOn = (taxonomy: EvidenceGraph, id: string, axis: GapMapAxisName) =>
  taxonomy.outgoing(id, axisRelationship[axis]).length > 0;

interface Facets extends Pick<GapMapQuestion, 'rows' | 'columns'>, Pick<FetchedGapMap, 'available'> {
  /** The question of the entries that are there. */
  readonly request: GapMapRequest;
}

async function facetsOf(context: QueryContext, request: GapMapRequest): Promise<Facets> {
  const { store, signal } = context;
  const list = (axis: GapMapAxisName, ids: readonly string[] | null, most: number): ListRead => ({
    by: 'list',
    kind: axes[axis],
    order: 'label',
    descending: false,
    page: { first: most, after: null },
    rows: true,
    count: true,
    select: { [axes[axis]]: { attributes: ['label', 'status'], relations: {} } },
    filter: {
      all: [{ attribute: 'status', in: ['ACCEPTED'] }, ...(ids === null ? [] : [{ attribute: 'id', in: ids }])],
    },
  });
  const narrowing = [...request.jurisdictions, ...request.populations];
  const input = [...narrowing, ...(request.rows ?? []), ...(request.columns ?? [])];
  const answer = await store.read(
    {
      roots: {
        ...(input.length > 0 && { named: { by: 'ids', ids: input, select: {} } }),
        rows: list(request.rowAxis, request.rows, request.most.rows),
        columns: list(request.columnAxis, request.columns, request.most.columns),
      },
    },
    signal,
  );
  // What is listed was filtered by the ids as they were given.
  if (standingForAll(store, input).some((id) => !input.includes(id)))
    return facetsOf(context, standingQuestion(context, request));
  const there = input.length > 0 ? rowsIn(answer, 'named') : [];
  for (const [index, id] of narrowing.entries()) if (!there[index]) throw absent(id);
  const [rows, columns] = [pageOf(answer['rows']), pageOf(answer['columns'])];
  const shown = (page: PageAnswer, most: number) => (page.rows ?? []).slice(0, most).map(({ node }) => node);
  return {
    request,
    rows: shown(rows, request.most.rows),
    columns: shown(columns, request.most.columns),
    available: { rows: rows.count ?? 0, columns: columns.count ?? 0 },
  };
}
