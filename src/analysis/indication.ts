import { compareText } from '../domain/compare-text.ts';
import type { IndicationStatus } from '../domain/kinds/indication-status.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { gradeCertainty } from './certainty.ts';
import { targetOf, type Target } from './directness.ts';
import type { EvidenceGraph } from './evidence-graph.ts';
import { linksOf, studiesIn, studyVotes, type StudyVote } from './study-votes.ts';
import { counted } from '../support/counted.ts';
import { Trace, type TraceStep } from './trace.ts';
import { verdictsOn, type ComparedVerdict } from './verdicts.ts';
import type { Certainty } from './vocabulary.ts';
import { isEffectClaim, weighLinks, type EvidenceItem, type Stance } from './weigh-links.ts';

/** The question about a claim: for one of its outcomes, or for a place other than its own. */
export interface IndicationQuestion {
  readonly outcome: string | null;
  readonly jurisdiction: string | null;
}

/** What the linked evidence shows of a claim, and how that was found. Not a GRADE rating: nobody judged it. */
export interface Indication extends IndicationQuestion {
  readonly claim: NodeRow;
  readonly status: IndicationStatus;
  /** None where the status leaves nothing to be sure of. */
  readonly certainty: Certainty | null;
  /** The level that decided. */
  readonly tier: number | null;
  readonly lowerTierDisagrees: boolean;
  /** Independent studies that count, all levels together, reviews by what they include. */
  readonly studies: number;
  readonly tally: readonly TallyRow[];
  readonly trace: readonly TraceStep[];
  /** Verdicts that people gave, beside what is computed. */
  readonly verdicts: readonly ComparedVerdict[];
  /** What counts, for questions that go on from here. */
  readonly evidence: { readonly items: readonly EvidenceItem[]; readonly votes: readonly StudyVote[] };
}

export interface TallyRow {
  /** Null: not appraised. */
  readonly tier: number | null;
  readonly stance: Stance;
  /** Studies and reviews that say so, each once. */
  readonly votes: number;
}

export const wholeClaim: IndicationQuestion = { outcome: null, jurisdiction: null };

/** The indication of one claim of the graph. Everything linked to the claim must be in the graph. */
export function indication(
  graph: EvidenceGraph,
  claim: NodeRow,
  question: IndicationQuestion = wholeClaim,
): Indication {
  const trace = new Trace();
  const { items, cited } = weighLinks(graph, claim, { outcome: question.outcome, trace });
  const votes = studyVotes(graph, items, trace);
  const own = targetOf(graph, claim.id);
  const target = question.jurisdiction === null ? own : { ...own, jurisdictions: [question.jurisdiction] };
  const decided = decide({ graph, claim, votes, cited, target, trace });
  return {
    ...question,
    claim,
    ...decided,
    studies: studiesIn(votes),
    tally: tallyOf(votes),
    trace: trace.steps,
    verdicts: verdictsOn(graph, claim, decided.status),
    evidence: { items: [...items, ...cited], votes },
  };
}

export interface Decision {
  readonly status: IndicationStatus;
  readonly certainty: Certainty | null;
  readonly tier: number | null;
  readonly lowerTierDisagrees: boolean;
}

interface Weighed {
  readonly graph: EvidenceGraph;
  readonly claim: NodeRow;
  readonly votes: readonly StudyVote[];
  readonly cited: readonly EvidenceItem[];
  readonly target: Target;
  readonly trace: Trace;
}

const undecided = (status: IndicationStatus): Decision => ({
  status,
  certainty: null,
  tier: null,
  lowerTierDisagrees: false,
});

function decide(weighed: Weighed): Decision {
  const { claim, votes, cited, trace } = weighed;
  const links = [...linksOf(votes), ...cited.map(({ link }) => link.id)];
  if (cited.length > 0)
    trace.add(
      'STUDY_NEEDED',
      `${counted(cited.length, 'reference')} to evidence without a study: they show that somebody looked, and no more.`,
      cited.map(({ link }) => link.id),
    );
  if (links.length === 0) {
    trace.add('NOTHING_EVALUATES', 'No link that counts evaluates the claim: NOT_EVALUATED.', []);
    return undecided('NOT_EVALUATED');
  }
  if (!isEffectClaim(claim)) {
    trace.add('TYPE_HAS_NO_SCALE', `A claim of the type ${String(claim['type'])}: NOT_ASSESSABLE.`, links);
    return undecided('NOT_ASSESSABLE');
  }
  const tiers = votes.flatMap(({ tier }) => tier ?? []);
  if (tiers.length === 0) {
    trace.add('NOTHING_APPRAISED', 'No study behind the links was appraised: NOT_ASSESSABLE.', links);
    return undecided('NOT_ASSESSABLE');
  }
  return byBestTier(weighed, Math.max(...tiers));
}

function byBestTier({ graph, claim, votes, target, trace }: Weighed, tier: number): Decision {
  const best = votes.filter((vote) => vote.tier === tier);
  const lower = votes.filter((vote) => vote.tier !== null && vote.tier < tier);
  trace.add('TIER', tiersInWords(votes), linksOf(votes));
  const status = directionOf(best, claim);
  trace.add('BEST_TIER_DECIDES', `Level ${tier}: ${stancesInWords(best)}: ${status}.`, linksOf(best));
  const lowerTierDisagrees = lower.some(({ stance }) => opposes(stance, status));
  if (status === 'INSUFFICIENT') return { ...undecided(status), tier, lowerTierDisagrees };
  return { status, certainty: gradeCertainty({ graph, best, tier, target, trace }), tier, lowerTierDisagrees };
}

/** One study against the others is enough for CONTESTED: votes of one level are never outvoted. */
function directionOf(best: readonly StudyVote[], claim: NodeRow): IndicationStatus {
  const has = (stance: Stance) => best.some((vote) => vote.stance === stance);
  const disputing = best.filter(({ stance }) => stance === 'DISPUTES');
  if (has('SUPPORTS')) return disputing.length > 0 ? 'CONTESTED' : 'SUPPORTED';
  if (disputing.length > 0)
    return claim['type'] === 'EFFECTIVENESS' && disputing.every(({ harm }) => harm) ? 'HARM_SHOWN' : 'NO_EFFECT_SHOWN';
  return has('MIXED') ? 'CONTESTED' : 'INSUFFICIENT';
}

function opposes(stance: Stance, status: IndicationStatus): boolean {
  switch (status) {
    case 'SUPPORTED':
      return stance === 'DISPUTES';
    case 'NO_EFFECT_SHOWN':
    case 'HARM_SHOWN':
      return stance === 'SUPPORTS';
    case 'INSUFFICIENT':
      return stance === 'SUPPORTS' || stance === 'DISPUTES';
    default:
      return false;
  }
}

const stances: readonly Stance[] = ['SUPPORTS', 'DISPUTES', 'MIXED', 'INCONCLUSIVE'];

function tallyOf(votes: readonly StudyVote[]): TallyRow[] {
  const tiers = [...new Set(votes.map(({ tier }) => tier))].toSorted((one, other) => (other ?? 0) - (one ?? 0));
  return tiers.flatMap((tier) =>
    stances.flatMap((stance) => {
      const same = votes.filter((vote) => vote.tier === tier && vote.stance === stance);
      return same.length > 0 ? [{ tier, stance, votes: same.length }] : [];
    }),
  );
}

const stancesInWords = (votes: readonly StudyVote[]) =>
  stances
    .map((stance) => [votes.filter((vote) => vote.stance === stance).length, stance] as const)
    .filter(([count]) => count > 0)
    .map(([count, stance]) => `${count} ${stance}`)
    .join(', ');

function tiersInWords(votes: readonly StudyVote[]): string {
  const parts = votes
    .map(({ id, tier }) => `${id} ${tier === null ? 'not appraised' : `level ${tier}`}`)
    .toSorted(compareText);
  const shown = parts.slice(0, 12);
  return `${shown.join(', ')}${parts.length > shown.length ? ` and ${parts.length - shown.length} more` : ''}.`;
}
