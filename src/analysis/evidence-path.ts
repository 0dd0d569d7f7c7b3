import type { RelationshipName } from '../domain/relationships.ts';
import type { NodeRow, Reached, ReachPlan } from '../store/read-plan.ts';
import { stepsAlong } from '../store/steps-along.ts';
import { displayHeader } from './fetch/walk.ts';

/** A node of the evidence path with what it rests on. A node met again is named, not repeated. */
export interface EvidencePath {
  readonly node: NodeRow;
  /** The relationship that leads here; null at the start. */
  readonly by: RelationshipName | null;
  readonly edge: Readonly<Record<string, unknown>>;
  readonly below: readonly EvidencePath[];
  readonly shownAbove: boolean;
}

/** From a recommendation down to the passages it stands on: the relationships of an argument, in reading order. */
export const pathRelationships = [
  'BASED_ON',
  'RESTS_ON',
  'HAS_EVIDENCE',
  'USES',
  'RESULT_OF',
  'REPORTED_IN',
  'QUOTES',
  'PASSAGE_OF',
] as const;

/** What to fetch for {@link evidencePath}. */
export function evidencePathPlan(id: string, maxDepth: number): ReachPlan {
  return {
    from: [id],
    steps: stepsAlong('forward', pathRelationships),
    maxDepth,
    maxNodes: 5000,
    header: displayHeader,
    attributes: { EvidenceLink: ['stance', 'directness', 'basis'], Passage: ['section', 'anchor'] },
  };
}

/** The sub-graph as a tree from the start, or null where the start is absent. */
export function evidencePath({ nodes, edges }: Reached, id: string): EvidencePath | null {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const start = byId.get(id);
  if (!start) return null;
  const outgoing = new Map<string, (typeof edges)[number][]>();
  for (const edge of edges) {
    const own = outgoing.get(edge.from);
    if (own) own.push(edge);
    else outgoing.set(edge.from, [edge]);
  }
  const rank = (relationship: RelationshipName) => pathRelationships.findIndex((step) => step === relationship);
  const displayed = new Set<string>();
  const grow = (node: NodeRow, by: RelationshipName | null, edge: Readonly<Record<string, unknown>>): EvidencePath => {
    const shownAbove = displayed.has(node.id);
    displayed.add(node.id);
    const next = shownAbove
      ? []
      : (outgoing.get(node.id) ?? []).toSorted(
          (one, other) => rank(one.relationship) - rank(other.relationship) || (one.key < other.key ? -1 : 1),
        );
    const below = next.flatMap((step) => {
      const end = byId.get(step.to);
      return end ? [grow(end, step.relationship, step.attributes)] : [];
    });
    return { node, by, edge, below, shownAbove };
  };
  return grow(start, null, {});
}
