import { isDirect, type Target } from './directness.ts';
import type { EvidenceGraph } from './evidence-graph.ts';
import { linksOf, studiesIn, type StudyVote } from './study-votes.ts';
import type { Trace } from './trace.ts';
import { certainties, type Certainty, type IndicationRule } from './vocabulary.ts';

/** Where certainty starts, by the level of the Maryland Scientific Methods Scale that decided. */
const startingCertainty: Readonly<Record<number, Certainty>> = {
  5: 'HIGH',
  4: 'MODERATE',
  3: 'LOW',
  2: 'VERY_LOW',
  1: 'VERY_LOW',
};

export interface BestTier {
  readonly graph: EvidenceGraph;
  /** The votes of the level that decided; lower levels neither help nor harm. */
  readonly best: readonly StudyVote[];
  readonly tier: number;
  readonly target: Target;
  readonly trace: Trace;
}

/** Starts from the level and goes one step down for each reason that holds. People may know more: it never goes up. */
export function gradeCertainty(evidence: BestTier): Certainty {
  const { best, tier, trace } = evidence;
  const start = startingCertainty[tier] ?? 'VERY_LOW';
  trace.add('STARTING_CERTAINTY', `Level ${tier} starts at ${start}.`, linksOf(best));
  const reasons = reasonsAgainst(evidence);
  for (const [rule, why, votes] of reasons) trace.add(rule, `One step down: ${why}`, linksOf(votes));
  const place = certainties.indexOf(start) + reasons.length;
  const lowest = certainties.length - 1;
  if (place > lowest) trace.add('FLOOR', `${place - lowest} of these steps lead below VERY_LOW and are not taken.`, []);
  return certainties[Math.min(place, lowest)] ?? 'VERY_LOW';
}

type Reason = readonly [rule: IndicationRule, why: string, votes: readonly StudyVote[]];

function reasonsAgainst({ graph, best, target }: BestTier): Reason[] {
  const biased = best.filter(({ seriousRiskOfBias }) => seriousRiskOfBias);
  const directions = new Set(best.map(({ stance }) => stance).filter((stance) => stance !== 'INCONCLUSIVE'));
  const direct = best.some(({ items }) => items.some((item) => isDirect(graph, item, target)));
  const reasons: Reason[] = [];
  if (biased.length * 2 >= best.length && biased.length > 0)
    reasons.push(['RISK_OF_BIAS', `${biased.length} of ${best.length} have serious risk of bias.`, biased]);
  if (directions.size > 1 || directions.has('MIXED'))
    reasons.push(['INCONSISTENCY', 'the studies of this level do not say the same.', best]);
  if (!direct)
    reasons.push(['INDIRECTNESS', 'none is known to be direct for the place and the people asked about.', best]);
  if (isSingleStudy(best)) reasons.push(['SINGLE_STUDY', 'it is one study.', best]);
  return reasons;
}

/** A review whose studies are not recorded is more than one study: only how many is not known. */
function isSingleStudy(best: readonly StudyVote[]): boolean {
  const unlisted = best.some(({ kind, id, covers }) => kind === 'REVIEW' && covers.length === 1 && covers[0] === id);
  return !unlisted && studiesIn(best) === 1;
}
