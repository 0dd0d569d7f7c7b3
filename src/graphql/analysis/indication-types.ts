import { ID, Int } from 'type-graphql';
import type { GroundedClaim } from '../../analysis/grounded-node.ts';
import type { Grounding } from '../../analysis/grounding.ts';
import type { Indication } from '../../analysis/indication.ts';
import type { Robustness } from '../../analysis/robustness.ts';
import { agreement, certainty, groundingFlag, indicationRule } from '../../analysis/vocabulary.ts';
import { indicationStatus } from '../../domain/kinds/indication-status.ts';
import { role } from '../../domain/kinds/judgements.ts';
import { kinds } from '../../domain/kinds.ts';
import { choiceEnum } from '../types/choice-enum.ts';
import { entryOf, entryOrNull, entryType } from './entry-type.ts';
import { objectType } from './object-type.ts';

export const stanceEnum = choiceEnum(kinds.EvidenceLink.attributes.stance.choices);

const tallyRow = objectType('IndicationTally', 'How many studies of one level say the same, each counted once.', {
  tier: [Int, 'Level of the Maryland Scientific Methods Scale; none: not appraised.', 'nullable'],
  stance: [stanceEnum, 'What they say of the claim.'],
  votes: [Int, 'Studies, and reviews that stand for theirs.'],
});

const traceStep = objectType('IndicationStep', 'One step of the computation, to be checked by hand.', {
  rule: [choiceEnum(indicationRule), 'The rule; docs/method.md explains each by this name.'],
  did: [String, 'What it did.'],
  links: [[ID], 'The evidence links it looked at.'],
});

const comparedVerdict = objectType('ComparedVerdict', 'A verdict that somebody gave, beside what is computed.', {
  assessment: [entryType, 'The verdict.'],
  scheme: [entryType, 'Its scheme.', 'nullable'],
  level: [entryType, 'Its level.', 'nullable'],
  agrees: [choiceEnum(agreement), 'Whether it agrees with the computed status.'],
  reason: [String, 'Why.'],
});

export const indicationType = objectType(
  'Indication',
  'What the linked evidence shows of a claim, computed by the rules of docs/method.md. It is not a GRADE rating.',
  {
    claim: [entryType, 'The claim.'],
    outcome: [ID, 'The outcome it was asked for; none: all.', 'nullable'],
    jurisdiction: [ID, "The place it was asked for; none: the claim's own.", 'nullable'],
    status: [choiceEnum(indicationStatus), 'What the evidence shows.'],
    certainty: [choiceEnum(certainty), 'How sure one can be; none where there is nothing to be sure of.', 'nullable'],
    tier: [Int, 'The level that decided.', 'nullable'],
    lowerTierDisagrees: [Boolean, 'Whether evidence of a lower level says otherwise.'],
    studies: [Int, 'Independent studies that count.'],
    tally: [[tallyRow], 'What was counted, best level first.'],
    trace: [[traceStep], 'How it was computed, in order.'],
    verdicts: [[comparedVerdict], 'Verdicts that people gave; never mixed with what is computed.'],
  },
);

export const shownIndication = (found: Indication) => ({
  ...found,
  claim: entryOf(found.claim),
  verdicts: found.verdicts.map(({ assessment, scheme, level, ...rest }) => ({
    ...rest,
    assessment: entryOf(assessment),
    scheme: entryOrNull(scheme),
    level: entryOrNull(level),
  })),
});

const groundedClaim = objectType('GroundedClaim', 'A claim that something rests on.', {
  role: [choiceEnum(role), 'The best role of all ways that lead to it.'],
  indication: [indicationType, 'What evidence shows of it.'],
});

const raisedFlag = objectType('RaisedGroundingFlag', 'A flag, with why it is raised and by what.', {
  flag: [choiceEnum(groundingFlag), 'The flag.'],
  reason: [String, 'Why it is raised.'],
  entries: [[entryType], 'The entries that raise it.'],
});

export const groundingType = objectType('Grounding', 'What a recommendation or conclusion rests on, computed.', {
  entry: [entryType, 'The recommendation or conclusion.'],
  claims: [[groundedClaim], 'All claims it rests on, most weight first.'],
  weakest: [groundedClaim, 'The primary claim that least stands under.', 'nullable'],
  strongest: [groundedClaim, 'The primary claim that most stands under.', 'nullable'],
  deciding: [[groundedClaim], 'The claims that most flags look at.'],
  statedLinks: [Int, 'Evidence links under it that a document states.'],
  curatedLinks: [Int, 'Evidence links under it that a person curated.'],
  flags: [[raisedFlag], 'What is to be known about it.'],
});

const shownClaim = ({ role: given, indication }: GroundedClaim) => ({
  role: given,
  indication: shownIndication(indication),
});

export const shownGrounding = (found: Grounding) => ({
  entry: entryOf(found.node),
  claims: found.claims.map(shownClaim),
  weakest: found.weakest && shownClaim(found.weakest),
  strongest: found.strongest && shownClaim(found.strongest),
  deciding: found.deciding.map(shownClaim),
  statedLinks: found.statedLinks,
  curatedLinks: found.curatedLinks,
  flags: found.flags.map((each) => ({ ...each, entries: each.entries.map(entryOf) })),
});

export const robustnessType = objectType('Robustness', 'How many sources must be lost before a grounding changes.', {
  smallest: [
    [entryType],
    'The smallest set that changes it; none: more than three, or there is no source.',
    'nullable',
  ],
  reason: [String, 'What changes.'],
  tried: [Int, 'How many sources it rests on.'],
});

export const shownRobustness = ({ smallest, ...rest }: Robustness) => ({
  ...rest,
  smallest: smallest && smallest.map(entryOf),
});
