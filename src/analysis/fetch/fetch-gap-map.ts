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
import { idsOf, walk, type Asking } from './walk.ts';

/** A question whose rows and columns are not known yet: ids, or null for all of the kind. */
export interface GapMapAsked extends Omit<GapMapQuestion, 'rows' | 'columns'> {
  readonly rows: readonly string[] | null;
  readonly columns: readonly string[] | null;
  /** Most rows and columns to show, 1 to 200. */
  readonly most: { readonly rows: number; readonly columns: number };
}

/** The same question, of the entries that stand for those it names. */
function standingQuestion({ store }: Asking, asked: GapMapAsked): GapMapAsked {
  const standing = (ids: readonly string[]) => standingForAll(store, ids);
  return {
    ...asked,
    rows: asked.rows && standing(asked.rows),
    columns: asked.columns && standing(asked.columns),
    jurisdictions: standing(asked.jurisdictions),
    populations: standing(asked.populations),
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
export async function fetchGapMap(asking: Asking, named: GapMapAsked): Promise<FetchedGapMap> {
  const { asked, rows, columns, available } = await facetsOf(asking, named);
  const about = await walk(
    asking,
    [...rows, ...columns].map(({ id }) => id),
    [...(asked.rollUp ? broaderSteps : []), onAxis(asked.rowAxis), onAxis(asked.columnAxis)],
    'backward',
  );
  const taxonomy = new EvidenceGraph(about, asking.meter);
  const placed = idsOf(asking, about, ['Claim']).filter(
    (id) => isOn(taxonomy, id, asked.rowAxis) && isOn(taxonomy, id, asked.columnAxis),
  );
  const graph = merged(about, await fetchEvidence(asking, placed));
  return { question: { ...asked, rows, columns }, graph, available };
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
  readonly asked: GapMapAsked;
}

async function facetsOf(asking: Asking, asked: GapMapAsked): Promise<Facets> {
  const { store, signal } = asking;
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
  const narrowing = [...asked.jurisdictions, ...asked.populations];
  const named = [...narrowing, ...(asked.rows ?? []), ...(asked.columns ?? [])];
  const answer = await store.read(
    {
      roots: {
        ...(named.length > 0 && { named: { by: 'ids', ids: named, select: {} } }),
        rows: list(asked.rowAxis, asked.rows, asked.most.rows),
        columns: list(asked.columnAxis, asked.columns, asked.most.columns),
      },
    },
    signal,
  );
  // What is listed was filtered by the ids as they were given.
  if (standingForAll(store, named).some((id) => !named.includes(id)))
    return facetsOf(asking, standingQuestion(asking, asked));
  const there = named.length > 0 ? rowsIn(answer, 'named') : [];
  for (const [index, id] of narrowing.entries()) if (!there[index]) throw absent(id);
  const [rows, columns] = [pageOf(answer['rows']), pageOf(answer['columns'])];
  const shown = (page: PageAnswer, most: number) => (page.rows ?? []).slice(0, most).map(({ node }) => node);
  return {
    asked,
    rows: shown(rows, asked.most.rows),
    columns: shown(columns, asked.most.columns),
    available: { rows: rows.count ?? 0, columns: columns.count ?? 0 },
  };
}
