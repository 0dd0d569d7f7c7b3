import type { NodeRow } from '../store/read-plan.ts';
import type { SubGraph } from './evidence-graph.ts';
import type { ChangeKind } from './vocabulary.ts';

/** What is supposed to happen to which sources, studies or findings. */
export interface SupposedChange {
  readonly ids: readonly string[];
  readonly change: ChangeKind | 'REINSTATED';
}

/** The kinds that a change can be supposed of. */
export const changeableKinds = ['EvidenceSource', 'Study', 'Finding'] as const;

/**
 * The sub-graph as it would be. A retracted source changes its standing; studies and findings have none, so a retracted
 * one is taken as withdrawn, with the findings of the study. A source that is removed takes along the findings that nothing else reports.
 */
export function supposing(graph: SubGraph, { ids, change }: SupposedChange): SubGraph {
  const changed = new Set(ids);
  switch (change) {
    case 'REMOVED':
      return removing(graph, changed);
    case 'RETRACTED':
      return withdrawing(withStanding(graph, changed, change), changed);
    case 'CORRECTED':
    case 'CONCERN':
    case 'REINSTATED':
      return withStanding(graph, changed, change);
    default:
      return change satisfies never;
  }
}

function mapped(graph: SubGraph, change: (node: NodeRow) => NodeRow): SubGraph {
  return { ...graph, nodes: graph.nodes.map(change) };
}

const withStanding = (graph: SubGraph, ids: ReadonlySet<string>, standing: string): SubGraph =>
  mapped(graph, (node) => (ids.has(node.id) && node.__typename === 'EvidenceSource' ? { ...node, standing } : node));

function withdrawing(graph: SubGraph, ids: ReadonlySet<string>): SubGraph {
  const results = graph.edges.filter(({ relationship, to }) => relationship === 'RESULT_OF' && ids.has(to));
  const fallen = new Set([...ids, ...results.map(({ from }) => from)]);
  const falls = ({ __typename, id }: NodeRow) => fallen.has(id) && ['Study', 'Finding'].includes(__typename);
  return mapped(graph, (node) => (falls(node) ? { ...node, status: 'WITHDRAWN' } : node));
}

function removing({ nodes, edges }: SubGraph, ids: ReadonlySet<string>): SubGraph {
  const removed = new Set(ids);
  const reports = edges.filter(({ relationship }) => relationship === 'REPORTED_IN');
  const kept = new Set(reports.filter(({ to }) => !ids.has(to)).map(({ from }) => from));
  const findings = new Set(nodes.flatMap(({ __typename, id }) => (__typename === 'Finding' ? [id] : [])));
  for (const { from, to } of reports) if (ids.has(to) && !kept.has(from) && findings.has(from)) removed.add(from);
  for (const { relationship, from, to } of edges)
    if (relationship === 'RESULT_OF' && removed.has(to)) removed.add(from);
  return {
    nodes: nodes.filter(({ id }) => !removed.has(id)),
    edges: edges.filter(({ from, to }) => !removed.has(from) && !removed.has(to)),
  };
}
