import type { ToKind } from '../domain/relationships.ts';
import { keysOf } from '../support/keys-of.ts';
import type { NodeRow } from '../store/read-plan.ts';
import type { EvidenceGraph, KindRow } from './evidence-graph.ts';
import { isAccepted, stands } from './evidence-graph.ts';
import { isWithin } from './taxonomy.ts';
import type { Trace } from './trace.ts';
import type { IndicationRule } from './vocabulary.ts';

export type Stance = 'SUPPORTS' | 'DISPUTES' | 'MIXED' | 'INCONCLUSIVE';

type Used = KindRow<'Finding' | 'EvidenceSource'>;

/** One finding or source that a link uses, and that may count. */
export interface EvidenceItem {
  readonly link: KindRow<'EvidenceLink'>;
  readonly stance: Stance;
  readonly used: Used;
  /** The study that the finding is a result of. */
  readonly study: KindRow<'Study'> | null;
  /** The sources that report it and stand. */
  readonly sources: readonly KindRow<'EvidenceSource'>[];
}

export interface WeighedLinks {
  /** Findings that can carry the claim, with the study or the review they come from. */
  readonly items: readonly EvidenceItem[];
  /** What shows that somebody looked, without a study that could be appraised. */
  readonly cited: readonly EvidenceItem[];
}

/** Which kinds of findings can carry which type of claim. */
const carriedBy: Readonly<Record<string, readonly string[]>> = {
  EFFECTIVENESS: ['EFFECT_ESTIMATE'],
  HARM: ['EFFECT_ESTIMATE'],
  ASSOCIATION: ['EFFECT_ESTIMATE', 'DESCRIPTIVE_STATISTIC'],
  PREVALENCE: ['DESCRIPTIVE_STATISTIC'],
  COST: ['COST', 'EFFECT_ESTIMATE', 'DESCRIPTIVE_STATISTIC'],
  PROCESS: ['IMPLEMENTATION', 'QUALITATIVE', 'MECHANISM', 'COST', 'DESCRIPTIVE_STATISTIC', 'EFFECT_ESTIMATE'],
  CONTEXT: ['QUALITATIVE', 'IMPLEMENTATION', 'MECHANISM', 'COST', 'DESCRIPTIVE_STATISTIC', 'EFFECT_ESTIMATE'],
};

const effectClaims = ['EFFECTIVENESS', 'HARM'];

/** Whether a claim says that something changes something: only these can be graded by the design of studies. */
export const isEffectClaim = (claim: NodeRow) => effectClaims.includes(String(claim['type']));

/** Which of a claim's links count, and why the others do not. `outcome` narrows to findings on it or under it. */
export function weighLinks(
  graph: EvidenceGraph,
  claim: NodeRow,
  { outcome, trace }: { readonly outcome: string | null; readonly trace: Trace },
): WeighedLinks {
  const aside = new Map<IndicationRule, string[]>();
  const [items, cited]: [EvidenceItem[], EvidenceItem[]] = [[], []];
  const place = { graph, claim, outcome };
  for (const link of graph.ends(claim.id, 'HAS_EVIDENCE')) {
    const used = graph.ends(link.id, 'USES');
    const arguing = argumentOf(link, used);
    const parts = typeof arguing === 'string' ? [arguing] : used.map((each) => weigh(place, arguing, each));
    for (const part of parts) {
      if (typeof part === 'string') aside.set(part, [...(aside.get(part) ?? []), link.id]);
      else (part.study === null && !reportedByReview(graph, part) ? cited : items).push(part);
    }
  }
  for (const rule of keysOf(reasons)) trace.setAside(rule, aside.get(rule) ?? [], reasons[rule]);
  return { items, cited };
}

const reasons = {
  ACCEPTED_ONLY: (count: string) => `Set aside ${count}: the link, or what it uses, is not accepted.`,
  CONTEXT_ARGUES_NOTHING: (count: string) => `Set aside ${count} for giving context only.`,
  USES_NOTHING: (count: string) => `Set aside ${count} for using nothing.`,
  CLAIM_IS_NO_EVIDENCE: (count: string) => `Set aside the use of another claim by ${count}.`,
  EFFECT_ESTIMATES_ONLY: (count: string) =>
    `Set aside the use by ${count} of findings that cannot carry a claim of this type.`,
  OTHER_OUTCOME: (count: string) => `Set aside the use by ${count} of findings on other outcomes.`,
  SOURCE_STANDS: (count: string) => `Set aside the use by ${count} of evidence that no standing source reports.`,
} satisfies Partial<Record<IndicationRule, (count: string) => string>>;

type Argument = Pick<EvidenceItem, 'link' | 'stance'>;

/** What a link says, or why it says nothing. */
function argumentOf(link: KindRow<'EvidenceLink'>, used: readonly NodeRow[]): Argument | IndicationRule {
  if (!isAccepted(link)) return 'ACCEPTED_ONLY';
  if (used.length === 0) return 'USES_NOTHING';
  const { stance } = link;
  if (stance === undefined) throw new TypeError(`The stance of ${link.id} was not read.`);
  return stance === 'CONTEXT' ? 'CONTEXT_ARGUES_NOTHING' : { link, stance };
}

interface Place {
  readonly graph: EvidenceGraph;
  readonly claim: NodeRow;
  readonly outcome: string | null;
}

function weigh(place: Place, arguing: Argument, used: KindRow<ToKind<'USES'>>): EvidenceItem | IndicationRule {
  switch (used.__typename) {
    case 'Claim':
      return 'CLAIM_IS_NO_EVIDENCE';
    case 'EvidenceSource':
      if (!isAccepted(used)) return 'ACCEPTED_ONLY';
      return stands(used) ? { ...arguing, used, study: null, sources: [used] } : 'SOURCE_STANDS';
    default:
      return weighFinding(place, arguing, used);
  }
}

function weighFinding(
  { graph, claim, outcome }: Place,
  arguing: Argument,
  used: KindRow<'Finding'>,
): EvidenceItem | IndicationRule {
  if (!isAccepted(used)) return 'ACCEPTED_ONLY';
  const kinds = carriedBy[String(claim['type'])] ?? [];
  if (!kinds.includes(String(used['kind']))) return 'EFFECT_ESTIMATES_ONLY';
  const about = graph.ends(used.id, 'ABOUT_OUTCOME');
  if (outcome !== null && !about.some(({ id }) => isWithin(graph, id, [outcome]))) return 'OTHER_OUTCOME';
  const [study = null] = graph.ends(used.id, 'RESULT_OF');
  if (study && !isAccepted(study)) return 'ACCEPTED_ONLY';
  const sources = standingReports(graph, used, study);
  if (sources.length === 0) return 'SOURCE_STANDS';
  return { ...arguing, used, study, sources };
}

/** The standing sources that report a finding; where the finding names none, those that report its study. */
function standingReports(graph: EvidenceGraph, finding: NodeRow, study: NodeRow | null): KindRow<'EvidenceSource'>[] {
  const own = graph.ends(finding.id, 'REPORTED_IN');
  const reports = own.length > 0 || study === null ? own : graph.ends(study.id, 'REPORTED_IN');
  return reports.filter(stands);
}

const isReview = (graph: EvidenceGraph, source: NodeRow) =>
  source['kind'] === 'REVIEW' || graph.outgoing(source.id, 'INCLUDES').length > 0;

function reportedByReview(graph: EvidenceGraph, item: EvidenceItem): boolean {
  return item.used.__typename === 'Finding' && item.sources.some((source) => isReview(graph, source));
}

/** The review whose own result a finding is, or null where it is the result of a primary study. */
export function reviewOf(graph: EvidenceGraph, { study, sources }: EvidenceItem): NodeRow | null {
  const reviews = sources.filter((source) => isReview(graph, source));
  const [review = null] = reviews;
  if (study === null || review === null) return review;
  const isReviewed = reviews.some((source) => graph.outgoing(source.id, 'INCLUDES').some(({ to }) => to === study.id));
  return reviews.length < sources.length || isReviewed ? null : review;
}
