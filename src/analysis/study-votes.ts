import { compareText } from '../domain/compare-text.ts';
import { biasClassOf } from '../domain/figures/risk-of-bias.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { byId, isAccepted, stands, type EvidenceGraph } from './evidence-graph.ts';
import { counted } from '../support/counted.ts';
import type { Trace } from './trace.ts';
import { reviewOf, type EvidenceItem, type Stance } from './weigh-links.ts';

/** One study or one review, which counts once however often it is reported and linked. */
export interface StudyVote {
  readonly id: string;
  readonly kind: 'STUDY' | 'REVIEW';
  /** The studies it stands for: itself, or those that the review includes as far as they are known and stand. */
  readonly covers: readonly string[];
  readonly stance: Stance;
  /** Whether all that disputes the claim in it points to the comparator. */
  readonly harm: boolean;
  /** 1 to 5 on the Maryland Scientific Methods Scale, or null where nobody appraised it. */
  readonly tier: number | null;
  readonly seriousRiskOfBias: boolean;
  /** Its characteristics as far as they are known. */
  readonly designs: readonly string[];
  readonly items: readonly EvidenceItem[];
}

/** The evidence of a claim as votes, in order of ids: each study once, at the better of its own level and its review's. */
export function studyVotes(graph: EvidenceGraph, items: readonly EvidenceItem[], trace: Trace): StudyVote[] {
  const groups = new Map<string, { review: NodeRow | null; items: EvidenceItem[] }>();
  for (const item of items) {
    const review = reviewOf(graph, item);
    const id = item.study?.id ?? review?.id ?? item.used.id;
    const group = groups.get(id);
    if (group) group.items.push(item);
    else groups.set(id, { review, items: [item] });
  }
  const votes = [...groups].map(([id, group]) => voteOf(graph, id, group)).toSorted(byId);
  if (items.length > votes.length)
    trace.add(
      'ONE_STUDY_COUNTS_ONCE',
      `${counted(items.length, 'finding')} came to ${counted(votes.length, 'vote')}.`,
      linksOf(votes),
    );
  noteTaintedReviews(graph, votes, trace);
  return countedThroughReviews(votes, trace);
}

export const linksOf = (votes: readonly StudyVote[]): string[] => [
  ...new Set(votes.flatMap(({ items }) => items.map(({ link }) => link.id))),
];

/** How many independent studies the votes stand for. */
export const studiesIn = (votes: readonly StudyVote[]): number => new Set(votes.flatMap(({ covers }) => covers)).size;

function voteOf(
  graph: EvidenceGraph,
  id: string,
  { review, items }: { readonly review: NodeRow | null; readonly items: readonly EvidenceItem[] },
): StudyVote {
  const included = review ? includedStudies(graph, review) : [];
  const [study = null] = items.flatMap((item) => item.study ?? []);
  const standing = included.filter((each) => hasStandingReport(graph, each)).map((each) => each.id);
  const disputing = items.filter(({ stance }) => stance === 'DISPUTES');
  return {
    id,
    kind: review ? 'REVIEW' : 'STUDY',
    covers: standing.length > 0 ? standing : [id],
    stance: stanceOf(items),
    harm: disputing.length > 0 && disputing.every(({ used }) => used['effectDirection'] === 'FAVOURS_COMPARATOR'),
    tier: numberOf(study?.['sms']) ?? appraisedTier(graph, items) ?? middle(included.map((each) => each['sms'])),
    seriousRiskOfBias: study !== null && isSeriouslyBiased(graph, study),
    designs: study?.design ?? [],
    items,
  };
}

/** Whether any accepted judgement of a study, with whatever tool, is of the worst sort. */
const isSeriouslyBiased = (graph: EvidenceGraph, study: NodeRow): boolean =>
  graph
    .ends(study.id, 'JUDGED_BY')
    .filter(isAccepted)
    .some(({ tool = 'OTHER', overall = null }) => ['HIGH', 'CRITICAL'].includes(biasClassOf({ tool, overall })));

/** What one study says as a whole. What does not decide gives way to what does; both ways is mixed. */
function stanceOf(items: readonly EvidenceItem[]): Stance {
  const stances = new Set(items.map(({ stance }) => stance));
  if (stances.has('MIXED') || (stances.has('SUPPORTS') && stances.has('DISPUTES'))) return 'MIXED';
  if (stances.has('SUPPORTS')) return 'SUPPORTS';
  return stances.has('DISPUTES') ? 'DISPUTES' : 'INCONCLUSIVE';
}

const includedStudies = (graph: EvidenceGraph, review: NodeRow) => graph.ends(review.id, 'INCLUDES').filter(isAccepted);

/** A study stands unless every source that reports it has fallen; one whose reports are unknown stands. */
export function hasStandingReport(graph: EvidenceGraph, study: NodeRow): boolean {
  const reports = graph.ends(study.id, 'REPORTED_IN');
  return reports.length === 0 || reports.some(stands);
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : null);

/** The lowest level that an accepted verdict on one of the links gives, by the tiers of the rating levels. */
function appraisedTier(graph: EvidenceGraph, items: readonly EvidenceItem[]): number | null {
  const tiers = items
    .flatMap(({ link }) => graph.starts(link.id, 'RATES').filter(isAccepted))
    .flatMap(({ id }) => graph.ends(id, 'AT_LEVEL'))
    .flatMap(({ tier }) => numberOf(tier) ?? []);
  return tiers.length === 0 ? null : Math.min(...tiers);
}

/** The middle one of those that are known; of two middle ones the lower. */
function middle(values: readonly unknown[]): number | null {
  const known = values.flatMap((value) => numberOf(value) ?? []).toSorted((one, other) => one - other);
  return known[Math.ceil(known.length / 2) - 1] ?? null;
}

function noteTaintedReviews(graph: EvidenceGraph, votes: readonly StudyVote[], trace: Trace): void {
  const tainted = votes.filter(
    ({ kind, items }) => kind === 'REVIEW' && items.some((item) => isTainted(graph, reviewOf(graph, item))),
  );
  if (tainted.length > 0)
    trace.add(
      'TAINTED_REVIEW',
      `${counted(tainted.length, 'review')} included a study whose reports are all retracted.`,
      linksOf(tainted),
    );
}

/** Whether a review includes a study that does not stand any more. */
export const isTainted = (graph: EvidenceGraph, review: NodeRow | null): boolean =>
  review !== null && includedStudies(graph, review).some((study) => !hasStandingReport(graph, study));

/** A review of a lower level never takes a study's own vote away: then it stands for its other studies only. */
function countedThroughReviews(votes: readonly StudyVote[], trace: Trace): StudyVote[] {
  const reviews = votes.filter(({ kind }) => kind === 'REVIEW');
  const primary = votes.filter(({ kind }) => kind === 'STUDY');
  const absorbed = primary.filter((vote) =>
    reviews.some((review) => review.covers.includes(vote.id) && (review.tier ?? 0) >= (vote.tier ?? 0)),
  );
  if (absorbed.length > 0)
    trace.add(
      'REVIEW_COUNTS_FOR_ITS_STUDIES',
      `${counted(absorbed.length, 'study', 'studies')} counted through a review.`,
      linksOf(absorbed),
    );
  const own = new Set(primary.filter((vote) => !absorbed.includes(vote)).map(({ id }) => id));
  const apart = (review: StudyVote): StudyVote => {
    const covers = review.covers.filter((id) => !own.has(id));
    return { ...review, covers: covers.length > 0 ? covers : [review.id] };
  };
  return [...primary.filter(({ id }) => own.has(id)), ...reviews.map(apart)].toSorted((one, other) =>
    compareText(one.id, other.id),
  );
}
