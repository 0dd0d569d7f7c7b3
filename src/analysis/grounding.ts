import { compareText } from '../domain/compare-text.ts';
import type { IndicationStatus } from '../domain/kinds/indication-status.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { basisOf } from './basis.ts';
import { isAccepted, type EvidenceGraph } from './evidence-graph.ts';
import type { GroundedClaim, GroundedNode } from './grounded-node.ts';
import { groundingFlags, type GroundingFlag } from './grounding-flags.ts';
import { indication, wholeClaim, type Indication, type IndicationQuestion } from './indication.ts';
import { certainties } from './vocabulary.ts';
import { isEffectClaim } from './weigh-links.ts';

/** What a recommendation or conclusion rests on, and what is to be known about it. */
export interface Grounding extends GroundedNode {
  readonly flags: readonly GroundingFlag[];
}

/** How a claim's indication is found; a what-if gives one that remembers. */
export type Indicate = (claim: NodeRow, question: IndicationQuestion) => Indication;

/** The grounding of one recommendation or conclusion of the graph, for its own place or another. */
export function grounding(
  graph: EvidenceGraph,
  node: NodeRow,
  jurisdiction: string | null = null,
  indicate: Indicate = (claim, question) => indication(graph, claim, question),
): Grounding {
  const basis = basisOf(graph, node);
  const question = { ...wholeClaim, jurisdiction };
  const claims = basis.claims.map(({ node: claim, role }) => ({ role, indication: indicate(claim, question) }));
  const primary = claims.filter(({ role }) => role === 'PRIMARY');
  const deciding = decidingClaims(graph, node, claims);
  const resting = claims.filter(({ role }) => role !== 'DESPITE');
  const links = resting.map(({ indication: { claim } }) => graph.memoized(arguingLinks, claim.id));
  const parts = {
    node,
    claims,
    weakest: first(primary, byStrength),
    strongest: first(primary, (one, other) => byStrength(other, one)),
    deciding,
    statedLinks: links.reduce((sum, { stated }) => sum + stated, 0),
    curatedLinks: links.reduce((sum, { curated }) => sum + curated, 0),
  };
  return { ...parts, flags: groundingFlags({ graph, basis, jurisdiction, ...parts }) };
}

/** The one that comes before all others, without putting these in order. */
function first<Value>(values: readonly Value[], compare: (one: Value, other: Value) => number): Value | null {
  let found: Value | null = null;
  for (const value of values) if (found === null || compare(value, found) < 0) found = value;
  return found;
}

/**
 * Claims that something changes something, about the very interventions of the recommendation, whatever their role; if
 * there are none, the primary claims of that sort; if there are none, all primary claims; if there are none, all others
 * that it does not stand against.
 */
function decidingClaims(graph: EvidenceGraph, node: NodeRow, claims: readonly GroundedClaim[]): GroundedClaim[] {
  const own = new Set(graph.memoized(interventionsOf, node.id));
  const isOwn = ({ indication: { claim } }: GroundedClaim) =>
    graph.memoized(interventionsOf, claim.id).some((id) => own.has(id));
  const isPrimary = ({ role }: GroundedClaim) => role === 'PRIMARY';
  const isEffect = ({ indication: { claim } }: GroundedClaim) => isEffectClaim(claim);
  const choices = [
    (each: GroundedClaim) => isEffect(each) && isOwn(each),
    (each: GroundedClaim) => isEffect(each) && isPrimary(each),
    isPrimary,
    ({ role }: GroundedClaim) => role !== 'DESPITE',
  ];
  for (const choice of choices) {
    const chosen = claims.filter(choice);
    if (chosen.length > 0) return chosen;
  }
  return [];
}

const interventionsOf = (graph: EvidenceGraph, id: string) =>
  graph.outgoing(id, 'ABOUT_INTERVENTION').map(({ to }) => to);

/** How many accepted links of a claim argue, by their basis. */
function arguingLinks(graph: EvidenceGraph, claim: string) {
  const arguing = graph.ends(claim, 'HAS_EVIDENCE').filter((link) => isAccepted(link) && link['stance'] !== 'CONTEXT');
  const of = (basis: string) => arguing.filter((link) => link['basis'] === basis).length;
  return { stated: of('STATED'), curated: of('CURATED') };
}

/** An order of how much stands under a claim, not of how true it is: contrary evidence comes before no evaluation. */
const strengthOrder: readonly IndicationStatus[] = [
  'HARM_SHOWN',
  'NO_EFFECT_SHOWN',
  'NOT_EVALUATED',
  'NOT_ASSESSABLE',
  'INSUFFICIENT',
  'CONTESTED',
  'SUPPORTED',
];

function byStrength({ indication: one }: GroundedClaim, { indication: other }: GroundedClaim): number {
  return (
    strengthOrder.indexOf(one.status) - strengthOrder.indexOf(other.status) ||
    sureness(one) - sureness(other) ||
    compareText(one.claim.id, other.claim.id)
  );
}

const sureness = ({ certainty }: Indication) => (certainty === null ? -1 : -certainties.indexOf(certainty) + 10);
