import { readRelation } from '../../store/answered-nodes.ts';
import { DomainError } from '../../domain/errors.ts';
import { traversalOf, type Model } from '../../domain/model.ts';
import type { NodeRow, Reached, ReadAnswer, Selection } from '../../store/read-plan.ts';
import type { SubGraph, SubGraphEdge } from '../evidence-graph.ts';

/** Ends of one relationship of one entry that a question takes; more are refused, never left out in silence. */
const mostEnds = 1_000;

/** All ends of a relationship, or the one. */
export const every = <const Field extends string, const Below extends Selection>(field: Field, select: Below) => ({
  field,
  page: { first: mostEnds, after: null },
  rows: true,
  count: false,
  edgeAttributes: [],
  select,
});
export const single = <const Field extends string, const Below extends Selection>(field: Field, select: Below) => ({
  ...every(field, select),
  page: { first: 1, after: null },
});

/** Rows of a read, with everything nested in them, as one flat sub-graph. */
export function subGraphOfRead(model: Model, rows: readonly (NodeRow | null)[], select: Selection): SubGraph {
  const nodes: NodeRow[] = [];
  const edges: SubGraphEdge[] = [];
  const flatten = (row: NodeRow, selection: Selection): void => {
    const { attributes = [], relations = {} } = selection[row.__typename] ?? {};
    const own = Object.fromEntries(attributes.map((name) => [name, row[name]]));
    nodes.push({ __typename: row.__typename, id: row.id, ...own });
    for (const [key, { field, select: below, page }] of Object.entries(relations)) {
      const { relationship, direction } = traversalOf(model, row.__typename, field);
      const found = readRelation(row, key).rows ?? [];
      if (found.length > page.first && page.first === mostEnds)
        throw tooMuch(`more than ${mostEnds} "${field}" of ${row.id}`);
      for (const { node } of found.slice(0, page.first)) {
        const [from, to] = direction === 'forward' ? [row.id, node.id] : [node.id, row.id];
        edges.push({ relationship: relationship.name, from, to, attributes: {} });
        flatten(node, below);
      }
    }
  };
  for (const row of rows) if (row) flatten(row, select);
  return merged({ nodes, edges });
}

export const rowsIn = (answer: ReadAnswer, root: string): readonly (NodeRow | null)[] => {
  const found = answer[root];
  if (found === undefined) throw new TypeError(`The store gave no answer for ${root}.`);
  return 'length' in found ? found : (found.rows ?? []).map(({ node }) => node);
};

/** All rows of a page that has at most so many. */
export function allOf<Row>(rows: readonly Row[], most: number): readonly Row[] {
  if (rows.length > most) throw tooMuch('more entries than one question takes in');
  return rows;
}

/** One graph of several. A node that is in several of them has the attributes of all; an edge may be there several times. */
export function merged(...parts: readonly SubGraph[]): SubGraph {
  const nodes = new Map<string, NodeRow>();
  for (const node of parts.flatMap((part) => part.nodes)) {
    const known = nodes.get(node.id);
    nodes.set(node.id, known ? { ...known, ...node } : node);
  }
  return { nodes: [...nodes.values()], edges: parts.flatMap(({ edges }) => edges) };
}

/** What was reached, whole: a figure that is computed from a part of it would be wrong. */
export function wholeOf({ nodes, edges, truncated }: Reached): SubGraph {
  if (truncated) throw tooMuch('more entries than one question takes in');
  return { nodes, edges };
}

const tooMuch = (what: string) =>
  new DomainError('QUESTION_LIMIT_EXCEEDED', `The answer would need ${what}: ask about less at a time.`);
