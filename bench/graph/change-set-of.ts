import type { ChangeSet, EdgeWrite, NodeWrite } from '../../src/store/change-set.ts';
import { kinds, type Child, type EvidenceData, type Kind } from './evidence-data.ts';

/** The whole graph as one change, streamed: neither nodes nor edges are ever all in memory. */
export const changeSetOf = (data: EvidenceData): ChangeSet => ({
  ...header(data),
  nodes: nodesOf(data),
  edges: edgesOf(data),
});

/**
 * The graph as changes of at least so many nodes and edges, but for the last; a database keeps a change in memory until
 * it is committed. A node comes with all its edges, behind those that it points at, so that each is written once.
 */
export function* changeSetsOf(data: EvidenceData, least: number): Iterable<ChangeSet> {
  let [nodes, edges] = [topicsOf(data), [] as EdgeWrite[]];
  for (const place of places(data, kinds.toReversed())) {
    nodes.push(nodeOf(data, place));
    edges.push(...edgesFrom(data, place));
    if (nodes.length + edges.length < least) continue;
    yield { ...header(data), nodes, edges };
    [nodes, edges] = [[], []];
  }
  yield { ...header(data), nodes, edges };
}

const header = ({ scale }: EvidenceData) => ({
  by: 'bench',
  role: 'ADMIN',
  why: `Synthetic graph at scale ${scale}.`,
  at: '2026-01-02T03:04:05.678Z',
  removedEdges: [],
  removedNodes: [],
});

const common = { expectedVersion: 0, status: 'ACCEPTED', reviewPackage: 'synthetic' } as const;

const topicsOf = ({ hub, smallTopic }: EvidenceData): NodeWrite[] => [
  { id: hub, attributes: { name: 'Everything' }, ...common },
  { id: smallTopic, attributes: { name: 'A few things' }, ...common },
];

const nodeOf = (data: EvidenceData, place: Child): NodeWrite => ({ ...data.node(place), ...common });

function* nodesOf(data: EvidenceData): Iterable<NodeWrite> {
  yield* topicsOf(data);
  for (const place of places(data)) yield nodeOf(data, place);
}

function* edgesOf(data: EvidenceData): Iterable<EdgeWrite> {
  for (const place of places(data)) yield* edgesFrom(data, place);
}

function* edgesFrom(data: EvidenceData, place: Child): Iterable<EdgeWrite> {
  const from = data.id(place);
  const along = outgoing[place.kind];
  if (!along) return;
  const { relationship, attributes } = along;
  for (const [order, child] of data.children(place).entries())
    yield { relationship, from, to: data.id(child), order: listed(order), attributes };
  if (place.kind !== 'finding') return;
  const topic = { relationship: 'ABOUT_TOPIC' as const, from, order: listed(place.index), attributes: {} };
  yield { ...topic, to: data.hub };
  if (place.index < data.smallTopicSize) yield { ...topic, to: data.smallTopic };
}

const stated = { role: 'PRIMARY', basis: 'STATED' };
const outgoing: Readonly<Partial<Record<Kind, Pick<EdgeWrite, 'relationship' | 'attributes'>>>> = {
  recommendation: { relationship: 'BASED_ON', attributes: stated },
  conclusion: { relationship: 'RESTS_ON', attributes: stated },
  finding: { relationship: 'REPORTED_IN', attributes: {} },
};

/** As `domain/order.ts` writes the place of an edge that is listed. */
const listed = (place: number) => String(place).padStart(6, '0');

function* places({ counts }: EvidenceData, inOrder: readonly Kind[] = kinds): Iterable<Child> {
  for (const kind of inOrder) for (let index = 0; index < counts[kind]; index += 1) yield { kind, index };
}
