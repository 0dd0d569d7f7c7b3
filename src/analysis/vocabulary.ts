import { choiceSet } from '../domain/attribute.ts';
import { certainty, type Certainty } from '../domain/kinds/certainty.ts';

/* The words of computed answers, each with its meaning. `docs/method.md` explains every rule by the same code. */

export { certainty, type Certainty };

/** From best to worst. */
export const certainties: readonly Certainty[] = ['HIGH', 'MODERATE', 'LOW', 'VERY_LOW'];

export const indicationRule = choiceSet('IndicationRule', 'A rule by which an indication is computed.', {
  ACCEPTED_ONLY: 'Only entries that were accepted in review count.',
  CONTEXT_ARGUES_NOTHING: 'A link that gives context argues neither way.',
  USES_NOTHING: 'A link that uses nothing argues from nothing.',
  OTHER_OUTCOME: 'Findings on other outcomes than the one asked for do not count.',
  EFFECT_ESTIMATES_ONLY: 'Only a finding of a fitting kind can carry a claim; an effect needs an effect estimate.',
  CLAIM_IS_NO_EVIDENCE: 'A claim used as evidence is an argument; its own evidence counts where it stands.',
  SOURCE_STANDS: 'Evidence counts while a source that reports it is accepted and not retracted.',
  STUDY_NEEDED: 'Evidence without a study cannot be appraised; it shows that somebody looked.',
  ONE_STUDY_COUNTS_ONCE: 'All reports and findings of one study are one vote.',
  REVIEW_COUNTS_FOR_ITS_STUDIES: 'A study inside a review that counts is counted through the review.',
  TAINTED_REVIEW: 'A review that includes a study whose reports are all retracted counts, and is named.',
  TIER: 'Each study has the level of its appraisal; a review the middle level of what it includes.',
  TYPE_HAS_NO_SCALE: 'The scale grades studies of effects; evidence for other claims is shown and not graded.',
  NOTHING_EVALUATES: 'Where nothing that stands evaluates the claim, it is not evaluated.',
  NOTHING_APPRAISED: 'Where no study was appraised, the claim cannot be assessed.',
  BEST_TIER_DECIDES: 'The best level decides the direction; lower levels are shown.',
  STARTING_CERTAINTY: 'Certainty starts from the best level.',
  RISK_OF_BIAS: 'One step down where at least half of the studies of the best level have serious risk of bias.',
  INCONSISTENCY: 'One step down where the studies of the best level disagree.',
  INDIRECTNESS: 'One step down where no study of the best level is direct for the place and the people asked about.',
  SINGLE_STUDY: 'One step down where the best level is one study.',
  FLOOR: 'Certainty never falls below very low.',
});

export type IndicationRule = keyof (typeof indicationRule)['values'];

export const agreement = choiceSet('Agreement', 'Whether a verdict that somebody gave agrees with what is computed.', {
  YES: 'The crosswalk of its level names the computed status.',
  NO: 'The crosswalk of its level names others only.',
  NOT_COMPARABLE: 'The two speak of different things, or the level has no crosswalk.',
});

export type Agreement = keyof (typeof agreement)['values'];

export const groundingFlag = choiceSet('GroundingFlag', 'Something to know about what a recommendation rests on.', {
  UNGROUNDED: 'Nothing that stands is reached from it: no evidence for any claim, and no finding.',
  BASIS_NOT_EVALUATED: 'Nothing that decides it was evaluated. This does not mean that it does not work.',
  CONTESTED_BASIS: 'The evidence on what decides it speaks both ways.',
  INDIRECT_ONLY: 'All evidence on what decides it is from other places, people or programmes.',
  SINGLE_SOURCE: 'All evidence on what decides it goes back to one source.',
  UNIDENTIFIED_SOURCES_ONLY: 'All evidence on what decides it is known only as cited.',
  RETRACTION_AFFECTED: 'Something it rests on was retracted.',
  DISCORDANT: 'It is stated as strong, and the certainty of its weakest primary claim is low or very low.',
  STALE: 'Something it rests on waits for review or was replaced, or newer evidence came after its document.',
});

export type GroundingFlagName = keyof (typeof groundingFlag)['values'];

export const changeKind = choiceSet('EvidenceChange', 'What happens to a source, study or finding.', {
  RETRACTED: 'It is retracted: it no longer counts.',
  CORRECTED: 'It is corrected: it counts, and what rests on it should be looked at.',
  CONCERN: 'Concern is expressed: it counts, and what rests on it should be looked at.',
  REMOVED: 'It is not in the graph at all.',
});

export type ChangeKind = keyof (typeof changeKind)['values'];

export const impactClass = choiceSet('ImpactClass', 'What a change does to something that rests on it.', {
  FLAG_ONLY: 'Nothing computed changes; it should be looked at.',
  CERTAINTY_CHANGED: 'The status stays, the certainty changes.',
  DIRECTION_CHANGED: 'The status changes.',
  SOLE_SUPPORT_LOST: 'What spoke for it is gone; other evidence on it remains.',
  NOT_EVALUATED_NOW: 'Nothing evaluates it any more.',
});

export type ImpactClassName = keyof (typeof impactClass)['values'];

export const pathEnd = choiceSet('PathEnd', 'Where a path ends.', {
  PASSAGE: 'At a passage of a source that is identified.',
  SOURCE: 'At a source that is identified; no passage is named.',
  UNIDENTIFIED_SOURCE: 'At a source that is known only as cited.',
  NOTHING: 'Before any source: it breaks off there.',
  RECOMMENDATION: 'At a recommendation, walking backward.',
});

export type PathEndName = keyof (typeof pathEnd)['values'];

export const chainDirection = choiceSet('ChainDirection', 'Which way a chain runs.', {
  FORWARD: 'To what something rests on.',
  BACKWARD: 'To what rests on it.',
});

export type ChainDirectionName = keyof (typeof chainDirection)['values'];

export const truncation = choiceSet('Truncation', 'Why a chain is not whole.', {
  DEPTH: 'There is more behind the deepest step: ask with a larger maxDepth, at most 20.',
  NODES: 'More than 10,000 entries are within reach: ask with fewer stances or a smaller maxDepth, or from nearer by.',
  PATHS: 'There are more paths than were asked for: ask with a larger maxPaths, at most 1,000, or start further on.',
});

export type TruncationName = keyof (typeof truncation)['values'];

export const cellState = choiceSet('GapMapCellState', 'What is known for a cell of a gap map.', {
  NOBODY_LOOKED: 'No evidence that stands evaluates any claim here. This is not a finding of no effect.',
  INCONCLUSIVE: 'Somebody looked; nothing shows a direction yet.',
  FOREIGN_ONLY: 'All evidence is from other places than the claims are about.',
  REVIEWS_ONLY: 'All studies are known through reviews only.',
  PRIMARY_ONLY: 'There are primary studies, and no review brings them together.',
  COVERED: 'There are primary studies and reviews.',
});

export type CellState = keyof (typeof cellState)['values'];

export const gapMapAxis = choiceSet('GapMapAxis', 'What the rows or columns of a gap map are.', {
  INTERVENTION: 'Interventions, rolled up along instance of and part of.',
  OUTCOME: 'Outcomes, rolled up along broader.',
  POPULATION: 'Populations, rolled up along broader.',
  JURISDICTION: 'Jurisdictions, rolled up along broader.',
});

export type GapMapAxisName = keyof (typeof gapMapAxis)['values'];

export const contradictionKind = choiceSet('ContradictionKind', 'How statements stand against each other.', {
  LINKS_BOTH_WAYS: 'Evidence speaks for and against one claim.',
  CLAIMS_CONTRADICT: 'Two claims cannot both be true.',
  SCHEMES_DISAGREE: 'Verdicts of two schemes on one claim agree with no computed status in common.',
  SCHEMES_AGREE: 'Verdicts of two schemes on one claim agree with a computed status in common.',
});

export type ContradictionKindName = keyof (typeof contradictionKind)['values'];
