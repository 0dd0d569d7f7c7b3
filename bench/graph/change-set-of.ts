import type { ChangeSet, EdgeWrite, NodeWrite } from '../../src/store/change-set.ts';
import { kinds, type Child, type EvidenceData } from './evidence-data.ts';

/**
 * The graph as change sets, streamed: neither nodes nor edges are ever all in memory. All of it is one change, unless a
 * largest number of nodes or edges is given; a database keeps a change in memory until it is committed.
 */
export function* changeSetsOf(data: EvidenceData, most = Infinity): Iterable<ChangeSet> {
  if (most === Infinity) return yield { ...header(data), nodes: nodesOf(data), edges: edgesOf(data) };
  for (const nodes of pieces(nodesOf(data), most)) yield { ...header(data), nodes, edges: [] };
  for (const edges of pieces(edgesOf(data), most)) yield { ...header(data), nodes: [], edges };
}

function* pieces<Item>(items: Iterable<Item>, most: number): Iterable<Iterable<Item>> {
  const rest = items[Symbol.iterator]();
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield some(next.value, rest, most);
}

/** The first item and those that follow, up to the number. */
function* some<Item>(first: Item, rest: Iterator<Item>, most: number): Iterable<Item> {
  yield first;
  for (let taken = 1; taken < most; taken += 1) {
    const next = rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

const header = ({ scale }: EvidenceData) => ({
  by: 'bench',
  role: 'ADMIN',
  why: `Synthetic graph at scale ${scale}.`,
  at: '2026-01-02T03:04:05.678Z',
  removedEdges: [],
  removedNodes: [],
});

function* nodesOf(data: EvidenceData): Iterable<NodeWrite> {
  const common = { expectedVersion: 0, status: 'ACCEPTED', reviewPackage: 'synthetic' } as const;
  yield { id: data.hub, attributes: { name: 'Everything' }, ...common };
  yield { id: data.smallTopic, attributes: { name: 'A few things' }, ...common };
  for (const place of places(data)) yield { ...data.node(place), ...common };
}

function* edgesOf(data: EvidenceData): Iterable<EdgeWrite> {
  for (const place of places(data)) {
    const from = data.id(place);
    const { relationship, attributes } = outgoing[place.kind];
    for (const [order, child] of data.children(place).entries())
      yield { relationship, from, to: data.id(child), order: listed(order), attributes };
    if (place.kind !== 'finding') continue;
    const topic = { relationship: 'ABOUT_TOPIC', from, order: listed(place.index), attributes: {} };
    yield { ...topic, to: data.hub };
    if (place.index < data.smallTopicSize) yield { ...topic, to: data.smallTopic };
  }
}

const stated = { role: 'PRIMARY', basis: 'STATED' };
const outgoing = {
  recommendation: { relationship: 'BASED_ON', attributes: stated },
  conclusion: { relationship: 'RESTS_ON', attributes: stated },
  finding: { relationship: 'REPORTED_IN', attributes: {} },
  claim: { relationship: '', attributes: {} },
  source: { relationship: '', attributes: {} },
};

/** As `domain/order.ts` writes the place of an edge that is listed. */
const listed = (place: number) => String(place).padStart(6, '0');

function* places({ counts }: EvidenceData): Iterable<Child> {
  for (const kind of kinds) for (let index = 0; index < counts[kind]; index += 1) yield { kind, index };
}
