import { choice, choiceSet, date, integer, list, object, text } from '../attribute.ts';
import { kind } from '../kind.ts';
import { assertedEffect } from './asserted-effect.ts';
import { certainty } from './certainty.ts';
import { certaintyDomain } from './certainty-domain.ts';
import { decisionCriterion } from './decision-criterion.ts';
import { indicationStatus } from './indication-status.ts';
import { direction, justification, recommendationKind, strength } from './recommendation-words.ts';
import { riskOfBiasJudgement } from './risk-of-bias-judgement.ts';

const claimType = choiceSet('ClaimType', 'What sort of possible fact a claim states.', {
  EFFECTIVENESS: 'Something works, or does not.',
  HARM: 'Something does harm.',
  ASSOCIATION: 'Things go together.',
  PREVALENCE: 'How common something is.',
  COST: 'What something costs or saves.',
  PROCESS: 'How something is done or delivered.',
  CONTEXT: 'What must be known to read the rest.',
});

const stance = choiceSet('Stance', 'How evidence bears on a claim.', {
  SUPPORTS: 'It speaks for the claim.',
  DISPUTES: 'It speaks against the claim.',
  MIXED: 'It speaks both ways.',
  INCONCLUSIVE: 'It was looked at and does not decide.',
  CONTEXT: 'It helps to read the claim and decides nothing.',
});

const directness = choiceSet('Directness', 'Whether evidence is about the very claim (GRADE: indirectness).', {
  DIRECT: 'Same population, intervention, outcome and place.',
  PARTIAL: 'One of them differs.',
  INDIRECT: 'Several differ, or it is from elsewhere.',
});

export const basis = choiceSet('Basis', 'Who makes a connection.', {
  STATED: 'The document states it.',
  CURATED: 'A person who curated the graph sees it.',
});

export const role = choiceSet('BasisRole', 'What part a basis plays.', {
  PRIMARY: 'It mainly rests on this.',
  SUPPORTING: 'This adds to it.',
  DESPITE: 'It is made in spite of this: missing or contrary evidence.',
});

const coverage = choiceSet('Coverage', 'Whether anybody evaluated it at all; says nothing about effect or certainty.', {
  EVALUATED: 'There are evaluations.',
  NOT_EVALUATED: 'There are no evaluations. This is not a finding that it does not work.',
  NOT_STATED: 'The scheme does not say.',
});

const noticeNature = choiceSet('NoticeNature', 'What an editorial notice says.', {
  RETRACTION: 'The source is retracted.',
  CORRECTION: 'The source is corrected.',
  CONCERN: 'There is concern about the source.',
  REINSTATEMENT: 'The source is reinstated.',
});

const ordinal = (description: string) => text(description, { maxLength: 40, filter: true, order: true });

export const judgements = {
  Claim: kind({
    description: 'A possible fact that evidence can support or dispute; shared between documents.',
    prefix: 'claim',
    singular: 'claim',
    plural: 'claims',
    attributes: {
      text: text('The claim in our own words.', { required: true, search: 'texts' }),
      type: choice(claimType, 'What sort of possible fact it is.', { required: true, filter: true }),
      asserts: choice(assertedEffect, 'Which way the claim says that the effect goes; empty: its type alone tells.', {
        filter: true,
      }),
    },
    label: ({ text: words }) => words,
  }),
  EvidenceLink: kind({
    description: 'The argument from a finding, source or claim to a claim; itself authored, reviewed and disputed.',
    prefix: 'evidence-link',
    singular: 'evidenceLink',
    plural: 'evidenceLinks',
    attributes: {
      stance: choice(stance, 'How it bears on the claim.', { required: true, filter: true }),
      directness: choice(directness, 'Whether it is about the very claim; empty where nobody judged it.', {
        filter: true,
      }),
      rationale: text('Why it bears on the claim.', { search: 'texts' }),
      basis: choice(basis, 'Whether the document states the link or a person curated it.', {
        required: true,
        filter: true,
      }),
    },
    label: ({ stance: bearing, rationale }) => (rationale === null ? bearing : `${bearing}: ${rationale}`),
  }),
  Assessment: kind({
    description: "A person's or panel's verdict under a named scheme; the scheme is reached through its level.",
    prefix: 'assessment',
    singular: 'assessment',
    plural: 'assessments',
    attributes: {
      asStated: text('The phrase used.', { maxLength: 160, maxWords: 8, search: 'texts' }),
      by: text('Who gave the verdict.', { maxLength: 300 }),
      on: date('When.', { filter: true }),
      domains: list(object(certaintyDomain, 'One domain of the verdict, with its reason.', {})),
      reasons: text('The reasons given for the verdict as a whole, in our own words.', { search: 'texts' }),
    },
    label: ({ asStated, by }) => [asStated ?? 'verdict', by].filter((part) => part !== null).join(' — '),
  }),
  Conclusion: kind({
    description: "The authors' judgement, bound to a document.",
    prefix: 'conclusion',
    singular: 'conclusion',
    plural: 'conclusions',
    attributes: {
      ordinal: ordinal('Its number in the document.'),
      text: text('The conclusion in our own words.', { required: true, search: 'texts' }),
    },
    label: ({ ordinal: place, text: words }) => numbered(place, words),
  }),
  Recommendation: kind({
    description: 'An actionable statement.',
    prefix: 'recommendation',
    singular: 'recommendation',
    plural: 'recommendations',
    attributes: {
      ordinal: ordinal('Its number in the document, for example 2.7.'),
      text: text('The recommendation in our own words.', { required: true, search: 'texts' }),
      kind: choice(recommendationKind, 'Whether it asks for action or for research.', { required: true, filter: true }),
      actor: text('Who is to act, only where stated.', { maxLength: 300, search: 'texts' }),
      direction: choice(direction, 'For or against.', { required: true, default: 'FOR', filter: true }),
      strength: choice(strength, 'Strength as stated.', { required: true, default: 'NOT_STATED', filter: true }),
      modality: text('The wording of obligation: should, essential, may merit.', { maxLength: 100 }),
      justifiedBy: choice(
        justification,
        'Where it is strong on evidence of low certainty: what the panel says justifies it.',
        {
          filter: true,
        },
      ),
    },
    label: ({ ordinal: place, text: words }) => numbered(place, words),
  }),
  RatingScheme: kind({
    description: 'How verdicts are reached: GRADE, Maryland SMS, or the words of one document.',
    prefix: 'rating-scheme',
    singular: 'ratingScheme',
    plural: 'ratingSchemes',
    attributes: {
      name: text('Its name.', { required: true, maxLength: 300, search: 'names', order: true }),
      description: text('How a verdict is reached.', { search: 'texts' }),
      url: text('Where it is described.', { maxLength: 2000 }),
    },
    label: ({ name }) => name,
  }),
  RatingLevel: kind({
    description: 'One level of a rating scheme.',
    prefix: 'rating-level',
    singular: 'ratingLevel',
    plural: 'ratingLevels',
    attributes: {
      name: text('What the level is called.', { required: true, maxLength: 300, search: 'names', order: true }),
      notation: text('Its code in the scheme.', { maxLength: 40, filter: true }),
      ordinal: integer('Its place in the scheme, where the scheme is ordered.', { minimum: 0, order: true }),
      description: text('What it means.', { search: 'texts' }),
      coverage: choice(coverage, 'What the level says about coverage, apart from effect and certainty.', {
        required: true,
        default: 'NOT_STATED',
        filter: true,
      }),
      agreesWith: list(
        choice(
          indicationStatus,
          'A computed status that a verdict at this level agrees with; none: not comparable.',
          {},
        ),
      ),
      certainty: choice(certainty, 'The certainty that a verdict at this level states, if any.', { filter: true }),
      tier: integer('The level of the Maryland Scientific Methods Scale that this level is equivalent to, if any.', {
        minimum: 1,
        maximum: 5,
      }),
    },
    label: ({ name }) => name,
  }),
  RiskOfBiasJudgement: riskOfBiasJudgement,
  DecisionCriterion: decisionCriterion,
  EditorialNotice: kind({
    description: 'A retraction, correction, concern or reinstatement: an event with its own date and document.',
    prefix: 'notice',
    singular: 'notice',
    plural: 'notices',
    attributes: {
      nature: choice(noticeNature, 'What it says.', { required: true, filter: true }),
      date: date('When it was published.', { filter: true, order: true }),
      reasons: text('The reasons it gives.', { search: 'texts' }),
      doi: text('DOI of the notice itself.', { maxLength: 300, filter: true }),
    },
    label: ({ nature, date: when }) => [nature, when].filter((part) => part !== null).join(' '),
  }),
  Organisation: kind({
    description: 'A body that wrote or published something.',
    prefix: 'organisation',
    singular: 'organisation',
    plural: 'organisations',
    attributes: {
      name: text('Its name.', { required: true, maxLength: 300, search: 'names', order: true }),
      acronym: text('Its usual acronym.', { maxLength: 40, search: 'names', filter: true }),
      ror: text('Identifier in the Research Organization Registry.', { maxLength: 100, filter: true }),
      url: text('Its web address.', { maxLength: 2000 }),
    },
    label: ({ name }) => name,
  }),
  Contributor: kind({
    description: 'A person who wrote or curated something.',
    prefix: 'contributor',
    singular: 'contributor',
    plural: 'contributors',
    attributes: {
      name: text('The name.', { required: true, maxLength: 300, search: 'names', order: true }),
      orcid: text('ORCID iD.', { maxLength: 40, filter: true }),
    },
    label: ({ name }) => name,
  }),
} as const;

const numbered = (ordinal: string | null, words: string) => (ordinal === null ? words : `${ordinal} ${words}`);
