import type { RelationshipName } from '../../src/domain/relationships.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chain, chainSteps } from '../../src/analysis/chain.ts';
import { EvidenceGraph, type SubGraph } from '../../src/analysis/evidence-graph.ts';
import { grounding } from '../../src/analysis/grounding.ts';
import { impact } from '../../src/analysis/impact.ts';
import { indication, type Indication } from '../../src/analysis/indication.ts';
import { supposing } from '../../src/analysis/what-if.ts';
import type { NodeRow } from '../../src/store/read-plan.ts';
import { randomEvidence } from './random-graph.ts';

const runs = { numRuns: 300 };

const nodeIn = (graph: SubGraph, id: string): NodeRow => {
  const node = graph.nodes.find((each) => each.id === id);
  if (!node) throw new Error(`${id} is not in the graph`);
  return node;
};
const claims = (graph: SubGraph) => graph.nodes.filter(({ __typename }) => __typename === 'Claim');
const resting = (graph: SubGraph) =>
  graph.nodes.filter(({ __typename }) => ['Recommendation', 'Conclusion'].includes(__typename));
const byName = (one: NodeRow, other: NodeRow) => (one.id < other.id ? -1 : 1);

/** Everything that is computed for a graph, as text. */
function answers(graph: SubGraph): string {
  const indexed = new EvidenceGraph(graph);
  return JSON.stringify([
    claims(graph)
      .toSorted(byName)
      .map((claim) => indication(indexed, claim)),
    resting(graph)
      .toSorted(byName)
      .map((node) => grounding(indexed, node)),
    resting(graph)
      .toSorted(byName)
      .map(({ id }) => chain(new EvidenceGraph(graph), asked(id))),
  ]);
}

const asked = (id: string) =>
  ({ id, direction: 'FORWARD', maxDepth: 20, maxPaths: 1000, stances: [], statuses: ['ACCEPTED'] }) as const;

const figures = ({ status, certainty, tier, studies, tally, lowerTierDisagrees }: Indication) => ({
  status,
  certainty,
  tier,
  studies,
  tally,
  lowerTierDisagrees,
});

describe('whatever the graph', () => {
  it('the order of nodes and edges never matters', () => {
    const shuffled = randomEvidence.chain(({ graph }) =>
      fc
        .tuple(
          fc.shuffledSubarray([...graph.nodes], { minLength: graph.nodes.length }),
          fc.shuffledSubarray([...graph.edges], { minLength: graph.edges.length }),
        )
        .map(([nodes, edges]) => ({ graph, other: { nodes, edges } })),
    );
    fc.assert(
      fc.property(shuffled, ({ graph, other }) => {
        expect(answers(other)).toBe(answers(graph));
      }),
      runs,
    );
  });

  it('a second report of a study, linked the same way, changes no figure', () => {
    fc.assert(
      fc.property(randomEvidence, ({ graph }) => {
        const twice = reportedTwice(graph);
        for (const claim of claims(graph))
          expect(figures(indication(new EvidenceGraph(twice), claim))).toEqual(
            figures(indication(new EvidenceGraph(graph), claim)),
          );
      }),
      runs,
    );
  });

  it('evidence of a lower level changes neither status nor certainty', () => {
    fc.assert(
      fc.property(
        randomEvidence,
        fc.constantFrom('SUPPORTS', 'DISPUTES', 'MIXED'),
        fc.boolean(),
        (random, stance, review) => {
          for (const claim of claims(random.graph)) {
            const before = indication(new EvidenceGraph(random.graph), claim);
            if (before.tier === null || before.tier === 1) continue;
            const more = withTrial(random.graph, { claim: claim.id, sms: before.tier - 1, stance, review });
            const { status, certainty, tier } = indication(new EvidenceGraph(more), claim);
            expect({ status, certainty, tier }).toEqual({
              status: before.status,
              certainty: before.certainty,
              tier: before.tier,
            });
          }
        },
      ),
      runs,
    );
  });

  it('the impact of nothing is nothing', () => {
    fc.assert(
      fc.property(randomEvidence, ({ graph }) => {
        expect(impact(graph, { ids: [], change: 'RETRACTED' })).toMatchObject({
          changed: [],
          affected: [],
          tainted: [],
        });
        expect(answers(supposing(graph, { ids: [], change: 'REMOVED' }))).toBe(answers(graph));
      }),
      runs,
    );
  });

  it('retraction and reinstatement of a source leave everything as it was', () => {
    fc.assert(
      fc.property(randomEvidence, fc.nat(8), ({ graph, sources }, index) => {
        const id = sources[index % Math.max(1, sources.length)];
        if (id === undefined || nodeIn(graph, id)['standing'] === 'RETRACTED') return;
        const back = supposing(supposing(graph, { ids: [id], change: 'RETRACTED' }), {
          ids: [id],
          change: 'REINSTATED',
        });
        const withoutStanding = (text: string) => text.replaceAll(/"standing":"(CURRENT|CONCERN|REINSTATED)"/gu, '');
        expect(withoutStanding(answers(back))).toBe(withoutStanding(answers(graph)));
      }),
      runs,
    );
  });

  it('what impact calls unaffected is the same with and without', () => {
    fc.assert(
      fc.property(randomEvidence, fc.nat(8), ({ graph, sources }, index) => {
        const id = sources[index % Math.max(1, sources.length)];
        if (id === undefined) return;
        const { affected } = impact(graph, { ids: [id], change: 'RETRACTED' });
        const touched = new Set(affected.map(({ node }) => node.id));
        const without = new EvidenceGraph(supposing(graph, { ids: [id], change: 'RETRACTED' }));
        for (const claim of claims(graph).filter((each) => !touched.has(each.id)))
          expect(figures(indication(without, claim))).toEqual(figures(indication(new EvidenceGraph(graph), claim)));
      }),
      runs,
    );
  });
});

describe('the paths of a chain', () => {
  it('are simple and connected, end where nothing follows, and are all there are', () => {
    fc.assert(
      fc.property(randomEvidence, fc.constantFrom('FORWARD', 'BACKWARD'), ({ graph }, direction) => {
        for (const start of graph.nodes) {
          const found = chain(new EvidenceGraph(graph), { ...asked(start.id), direction });
          const paths = (found?.paths ?? []).map(({ nodes }) => nodes.map(({ id }) => id).join(' '));
          expect(new Set(paths).size).toBe(paths.length);
          expect(paths.toSorted()).toEqual(walkedByHand(graph, direction, [start.id]).toSorted());
          const lengths = (found?.paths ?? []).map(({ nodes }) => nodes.length);
          expect(lengths).toEqual(lengths.toSorted((one, other) => one - other));
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** Every simple path that cannot go on, by plain recursion over all edges. */
function walkedByHand(graph: SubGraph, direction: 'FORWARD' | 'BACKWARD', path: readonly string[]): string[] {
  const last = path.at(-1);
  const steps: readonly string[] = chainSteps;
  const next = graph.edges
    .filter(({ relationship }) => steps.includes(relationship))
    .map(({ from, to }) => (direction === 'FORWARD' ? [from, to] : [to, from]))
    .filter(([near, far]) => near === last && far !== undefined && !path.includes(far))
    .map(([, far]) => far ?? '')
    .filter((far) => graph.nodes.find(({ id }) => id === far)?.['status'] === 'ACCEPTED');
  if (next.length === 0) return [path.join(' ')];
  return [...new Set(next)].flatMap((far) => walkedByHand(graph, direction, [...path, far]));
}

/** Every finding of a study once more, in an article of its own, with a link of its own. */
function reportedTwice({ nodes, edges }: SubGraph): SubGraph {
  const results = new Set(edges.flatMap(({ relationship, from }) => (relationship === 'RESULT_OF' ? [from] : [])));
  const links = new Set(
    edges.flatMap(({ relationship, from, to }) => (relationship === 'USES' && results.has(to) ? [from] : [])),
  );
  const reports = new Set(
    edges.flatMap(({ relationship, from, to }) => (relationship === 'REPORTED_IN' && results.has(from) ? [to] : [])),
  );
  const copied = new Set([...results, ...links, ...reports]);
  const copy = (id: string) => (copied.has(id) ? `${id}-again` : id);
  return {
    nodes: [...nodes, ...nodes.filter(({ id }) => copied.has(id)).map((node) => ({ ...node, id: copy(node.id) }))],
    edges: [
      ...edges,
      ...edges
        .filter(({ from, to }) => copied.has(from) || copied.has(to))
        // A study keeps its reports: the copy is a new article on an old study.
        .filter(({ relationship, from }) => relationship !== 'REPORTED_IN' || copied.has(from))
        .map((edge) => ({ ...edge, from: copy(edge.from), to: copy(edge.to) })),
    ],
  };
}

function withTrial(
  graph: SubGraph,
  { claim, sms, stance, review }: { claim: string; sms: number; stance: string; review: boolean },
): SubGraph {
  const node = (id: string, __typename: string, more: object = {}) => ({ id, __typename, status: 'ACCEPTED', ...more });
  const edge = (relationship: RelationshipName, from: string, to: string) => ({
    relationship,
    from,
    to,
    attributes: {},
  });
  // A review of a lower level may include studies that count by themselves.
  const included = review ? graph.nodes.filter(({ __typename }) => __typename === 'Study') : [];
  return {
    nodes: [
      ...graph.nodes,
      node('evidence-link:new', 'EvidenceLink', { stance }),
      node('finding:new', 'Finding', { kind: 'EFFECT_ESTIMATE' }),
      node('study:new', 'Study', { sms }),
      node('source:new', 'EvidenceSource', { standing: 'CURRENT', kind: review ? 'REVIEW' : 'ARTICLE' }),
    ],
    edges: [
      ...graph.edges,
      edge('HAS_EVIDENCE', claim, 'evidence-link:new'),
      edge('USES', 'evidence-link:new', 'finding:new'),
      edge('RESULT_OF', 'finding:new', 'study:new'),
      edge('REPORTED_IN', 'finding:new', 'source:new'),
      ...included.map(({ id }) => edge('INCLUDES', 'source:new', id)),
    ],
  };
}
