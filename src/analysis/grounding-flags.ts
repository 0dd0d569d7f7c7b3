import { keysOf } from '../support/keys-of.ts';
import { compareText } from '../domain/compare-text.ts';
import type { NodeRow } from '../store/read-plan.ts';
import type { Basis } from './basis.ts';
import { isKnownIndirect, isDirect, targetOf, type Target } from './directness.ts';
import { isAccepted, isReported, type EvidenceGraph } from './evidence-graph.ts';
import type { GroundedClaim, GroundedNode } from './grounded-node.ts';
import { isTainted } from './study-votes.ts';
import type { GroundingFlagName } from './vocabulary.ts';
import { reviewOf, type EvidenceItem } from './weigh-links.ts';

/** A flag with its reason and the entries that raise it, in order of ids. */
export interface GroundingFlag {
  readonly flag: GroundingFlagName;
  readonly reason: string;
  readonly entries: readonly NodeRow[];
}

/** What the flags are computed from. */
interface GroundingParts extends GroundedNode {
  readonly graph: EvidenceGraph;
  readonly basis: Basis;
  readonly jurisdiction: string | null;
}

type Raise = (parts: GroundingParts) => Raised | undefined;
interface Raised {
  readonly reason: string;
  readonly entries: readonly NodeRow[];
}

/** Every flag that holds, in the order of the vocabulary. */
export function groundingFlags(parts: GroundingParts): GroundingFlag[] {
  return keysOf(raising).flatMap((flag) => {
    const raised = raising[flag](parts);
    if (!raised) return [];
    const entries = [...new Map(raised.entries.map((node) => [node.id, node])).values()];
    return [{ flag, reason: raised.reason, entries: entries.toSorted((a, b) => compareText(a.id, b.id)) }];
  });
}

const raising: Readonly<Record<GroundingFlagName, Raise>> = {
  UNGROUNDED: ungrounded,
  BASIS_NOT_EVALUATED: basisNotEvaluated,
  CONTESTED_BASIS: contestedBasis,
  INDIRECT_ONLY: indirectOnly,
  SINGLE_SOURCE: singleSource,
  UNIDENTIFIED_SOURCES_ONLY: unidentifiedSourcesOnly,
  RETRACTION_AFFECTED: retractionAffected,
  DISCORDANT: discordant,
  STALE: stale,
};

const claimsOf = (grounded: readonly GroundedClaim[]) => grounded.map(({ indication }) => indication.claim);
const evidenceOf = (grounded: readonly GroundedClaim[]): EvidenceItem[] =>
  grounded.flatMap(({ indication }) => indication.evidence.items);

function ungrounded({ graph, node, basis, claims }: GroundingParts): Raised | undefined {
  const findings = basis.findings.filter(({ role }) => role !== 'DESPITE');
  if (findings.some(({ node: finding }) => isReported(graph, finding))) return undefined;
  const resting = claims.filter(({ role }) => role !== 'DESPITE');
  if (resting.some(({ indication }) => indication.evidence.items.length > 0)) return undefined;
  const entries = claimsOf(resting);
  return entries.length === 0
    ? { reason: 'It rests on no claim and no finding.', entries: [node] }
    : { reason: 'No evidence that stands is linked to any claim it rests on.', entries };
}

function basisNotEvaluated({ deciding, node }: GroundingParts): Raised | undefined {
  // Research is asked for because something was not evaluated: that is no flaw of what it rests on.
  if (deciding.length === 0 || node['kind'] === 'RESEARCH') return undefined;
  if (deciding.some(({ indication }) => indication.status !== 'NOT_EVALUATED')) return undefined;
  return { reason: 'No claim that decides it has been evaluated.', entries: claimsOf(deciding) };
}

function contestedBasis({ deciding }: GroundingParts): Raised | undefined {
  const contested = deciding.filter(({ indication }) => indication.status === 'CONTESTED');
  if (contested.length === 0) return undefined;
  return { reason: 'Evidence of the best level speaks both ways.', entries: claimsOf(contested) };
}

function indirectOnly({ graph, node, deciding, jurisdiction }: GroundingParts): Raised | undefined {
  const own = targetOf(graph, node.id);
  const places = jurisdiction === null ? own.jurisdictions : [jurisdiction];
  const indirect: EvidenceItem[] = [];
  for (const { indication } of deciding) {
    const about = graph.memoized(targetOf, indication.claim.id);
    const target: Target = { ...about, jurisdictions: places.length > 0 ? places : about.jurisdictions };
    const { items } = indication.evidence;
    if (items.some((item) => isDirect(graph, item, target))) return undefined;
    indirect.push(...items.filter((item) => isKnownIndirect(graph, item, target)));
  }
  if (indirect.length === 0) return undefined;
  const where = places.map((id) => nameOf(graph, id)).join(', ');
  return {
    reason: `No evidence on what decides it is known to be direct${where === '' ? '' : ` for ${where}`}; some is known not to be.`,
    entries: indirect.map(({ link }) => link),
  };
}

const nameOf = (graph: EvidenceGraph, id: string) => String(graph.node(id)?.['label'] ?? id);

function singleSource({ deciding }: GroundingParts): Raised | undefined {
  const sources = new Map(evidenceOf(deciding).flatMap((item) => item.sources.map((source) => [source.id, source])));
  if (sources.size !== 1) return undefined;
  return { reason: 'All evidence on what decides it goes back to this source.', entries: [...sources.values()] };
}

function unidentifiedSourcesOnly({ deciding }: GroundingParts): Raised | undefined {
  const sources = evidenceOf(deciding).flatMap((item) => item.sources);
  if (sources.length === 0 || sources.some((source) => source['identified'] !== false)) return undefined;
  return { reason: 'No source of evidence on what decides it is identified.', entries: sources };
}

function retractionAffected({ graph, node, basis, claims }: GroundingParts): Raised | undefined {
  if (!graph.holdsRetracted) return undefined;
  const documents = [...basis.visited, node].flatMap(({ id }) => graph.ends(id, 'MADE_IN'));
  const tainted = claims
    .flatMap(({ indication }) => indication.evidence.items)
    .flatMap((item) => reviewOf(graph, item) ?? [])
    .filter((review) => graph.memoized(includesFallen, review.id));
  const entries = [
    ...claimsOf(claims).flatMap(({ id }) => graph.memoized(retractedBehindClaim, id)),
    ...basis.findings.flatMap((finding) => graph.memoized(retractedBehindFinding, finding.node.id)),
    ...documents.filter(isRetracted),
    ...tainted,
  ];
  if (entries.length === 0) return undefined;
  return { reason: 'A source of its chain is retracted, or a review includes a study that is.', entries };
}

/** The retracted sources that the evidence of a claim uses, or that report the findings it uses. */
function retractedBehindClaim(graph: EvidenceGraph, claim: string): NodeRow[] {
  const used = graph
    .ends(claim, 'HAS_EVIDENCE')
    .filter(isAccepted)
    .flatMap(({ id }) => graph.ends(id, 'USES'));
  return used.flatMap((each) =>
    isFinding(each) ? graph.memoized(retractedBehindFinding, each.id) : [each].filter(isRetracted),
  );
}

/** The retracted sources that report a finding, or its study. */
function retractedBehindFinding(graph: EvidenceGraph, finding: string): NodeRow[] {
  const studies = graph.ends(finding, 'RESULT_OF');
  const reported = [finding, ...studies.map(({ id }) => id)];
  return reported.flatMap((id) => graph.ends(id, 'REPORTED_IN')).filter(isRetracted);
}

const includesFallen = (graph: EvidenceGraph, review: string) => isTainted(graph, graph.node(review) ?? null);

const isRetracted = ({ standing }: NodeRow) => standing === 'RETRACTED';

const isFinding = ({ __typename }: NodeRow) => __typename === 'Finding';

function discordant({ node, weakest }: GroundingParts): Raised | undefined {
  const certainty = weakest?.indication.certainty ?? null;
  if (!weakest || node['strength'] !== 'STRONG' || (certainty !== 'LOW' && certainty !== 'VERY_LOW')) return undefined;
  return {
    reason: `Stated as strong; the certainty of its weakest primary claim is ${certainty}.`,
    entries: [weakest.indication.claim],
  };
}

function stale({ graph, node, basis, claims }: GroundingParts): Raised | undefined {
  const links = claimsOf(claims).flatMap(({ id }) => graph.memoized(waitingLinks, id));
  const waiting = [...basis.visited.filter(isWaiting), ...links];
  const [document] = graph.ends(node.id, 'MADE_IN');
  const made = yearOf(document);
  const newer = evidenceOf(claims)
    .flatMap((item) => item.sources)
    .filter((source) => made !== null && (yearOf(source) ?? 0) > made);
  if (waiting.length === 0 && newer.length === 0) return undefined;
  const reasons = [
    ...(waiting.length > 0 ? ['something it rests on waits for review or was replaced'] : []),
    ...(newer.length > 0 ? [`evidence came out after its document of ${made}`] : []),
  ];
  return { reason: `Since it was made, ${reasons.join(', and ')}.`, entries: [...waiting, ...newer] };
}

const isWaiting = ({ status }: NodeRow) => status === 'NEEDS_REVIEW' || status === 'SUPERSEDED';

const waitingLinks = (graph: EvidenceGraph, claim: string) => graph.ends(claim, 'HAS_EVIDENCE').filter(isWaiting);

/** The year of a date as far as it is known, or null. */
export function yearOf(source: NodeRow | undefined): number | null {
  const issued = source?.['issued'];
  return typeof issued === 'string' ? Number(issued.slice(0, 4)) : null;
}
