import { boolean, choice, choiceSet, date, integer, json, list, number, object, text } from '../attribute.ts';
import { doiPattern } from '../identifiers/doi.ts';
import { isbnPattern } from '../identifiers/isbn.ts';
import { pmidPattern } from '../identifiers/pmid.ts';
import { webAddressPattern } from '../identifiers/web-address.ts';
import { figureProblems } from '../figures/figure-problems.ts';
import { kind } from '../kind.ts';
import { arm, estimate, followUp, pooled } from './figures.ts';
import { languageTag } from './language-tag.ts';
import { studyDesign } from './study-design.ts';
import { funding, registration, reported, reportedProblems } from './study-reporting.ts';

export const stage = choiceSet('Stage', 'How established something is.', {
  PILOT: 'Being tried out.',
  ESTABLISHED: 'In regular use.',
  ENDED: 'No longer in use.',
});

export const sourceKind = choiceSet('SourceKind', 'What sort of document a source is.', {
  ARTICLE: 'A journal article.',
  REPORT: 'A report.',
  REVIEW: 'A review of studies.',
  STATISTICS: 'Published statistics.',
  GUIDELINE: 'Guidance or a guideline.',
  DATASET: 'A data set.',
  WEB: 'A web page.',
  TESTIMONY: 'What people said when asked.',
  PREPRINT: 'A manuscript made public before peer review.',
  THESIS: 'A thesis or dissertation.',
  BOOK: 'A whole book.',
  CHAPTER: 'A chapter or another part of a book.',
  CONFERENCE_PAPER: 'A paper or an abstract of a conference.',
  TRIAL_REGISTRATION: 'The entry of a trial in a register of trials.',
  PROTOCOL: 'The protocol of a study or a review.',
  ERRATUM: 'A correction, a retraction or another notice about a document that was published before.',
});

export const standing = choiceSet('SourceStanding', 'Whether a source still stands.', {
  CURRENT: 'Nothing is known against it.',
  CORRECTED: 'Corrected since.',
  CONCERN: 'An expression of concern was published.',
  RETRACTED: 'Retracted.',
  REINSTATED: 'Retracted once and reinstated.',
});

const anchorState = choiceSet('AnchorState', 'Whether the anchor was found in the text of its source.', {
  EXACT: 'Found word for word.',
  APPROXIMATE: 'Found nearly word for word.',
  LOST: 'Not found.',
  UNCHECKED: 'Not looked for.',
});

const findingKind = choiceSet('FindingKind', 'What sort of result a finding is.', {
  EFFECT_ESTIMATE: 'How an outcome differs with and without an intervention.',
  DESCRIPTIVE_STATISTIC: 'A count, share or rate that describes; it shows no effect.',
  QUALITATIVE: 'What people said or what was observed.',
  COST: 'What something costs.',
  IMPLEMENTATION: 'How something is delivered.',
  MECHANISM: 'How or why something works.',
});

const effectDirection = choiceSet('EffectDirection', 'Which way an effect points.', {
  FAVOURS_INTERVENTION: 'The outcome is better with the intervention.',
  FAVOURS_COMPARATOR: 'The outcome is better without it.',
  NO_DIFFERENCE: 'No difference was found.',
  MIXED: 'It points both ways.',
  NOT_STATED: 'The source does not say.',
});

const qualifier = choiceSet('MeasureQualifier', 'How exactly a figure is stated.', {
  EXACT: 'As a plain figure.',
  ABOUT: 'As an approximation.',
  OVER: 'As a figure that is exceeded.',
  UNDER: 'As a figure that is not reached.',
  AT_LEAST: 'As a lower bound.',
  RANGE: 'As a range: lower and upper are given.',
});

/** One figure. Shares are given as printed, and as numerator and denominator where the source does so. */
const measure = {
  name: 'Measure',
  description: 'One figure as the source states it.',
  parts: {
    label: text('What is counted or measured.', { maxLength: 300 }),
    value: number('The figure.', {}),
    lower: number('Lower end of a range or interval.', {}),
    upper: number('Upper end of a range or interval.', {}),
    unit: text('Unit: %, GBP (ISO 4217), people, orders …', { maxLength: 60 }),
    qualifier: choice(qualifier, 'How exactly it is stated.', { required: true }),
    numerator: number('Numerator, where the source states a fraction.', {}),
    denominator: number('Denominator, where the source states a fraction.', {}),
    period: text('When, as the source puts it, for example 2006/07.', { maxLength: 100 }),
  },
} as const;

export const evidence = {
  Intervention: kind({
    description: 'A programme, order, service or treatment, or a class of them.',
    prefix: 'intervention',
    singular: 'intervention',
    plural: 'interventions',
    attributes: {
      name: text('What it is called.', { required: true, maxLength: 300, search: 'names', order: true }),
      aliases: list(text('Another name for it.', { maxLength: 300, search: 'names' })),
      acronym: text('Its usual acronym.', { maxLength: 40, search: 'names', filter: true }),
      description: text('What is done, for whom.', { search: 'texts' }),
      stage: choice(stage, 'How established it is, where the source says so.', { filter: true }),
      startedOn: date('When it began, as far as known.', { filter: true }),
    },
    label: ({ name, acronym }) => (acronym === null || name.includes(acronym) ? name : `${name} (${acronym})`),
  }),
  EvidenceSource: kind({
    description: 'A citable document, not the research in it.',
    prefix: 'source',
    singular: 'source',
    plural: 'sources',
    attributes: {
      kind: choice(sourceKind, 'What sort of document it is.', { required: true, filter: true }),
      title: text('Its title.', { maxLength: 1000, search: 'names', order: true }),
      authors: list(text('An author as printed.', { maxLength: 300, search: 'names' })),
      issued: date('When it was published.', { filter: true, order: true }),
      publisher: text('Who published it.', { maxLength: 300, search: 'texts' }),
      doi: text('Digital object identifier, bare.', { pattern: doiPattern, maxLength: 300, filter: true }),
      pmid: text('PubMed id.', { pattern: pmidPattern, filter: true }),
      isbn: text('ISBN without hyphens.', { pattern: isbnPattern, filter: true }),
      url: text('Where it can be read.', { pattern: webAddressPattern, maxLength: 2000 }),
      csl: json('The reference as CSL-JSON.', {}),
      identified: boolean('False where it is known only as cited, for example "several studies".', {
        required: true,
        default: true,
        filter: true,
      }),
      asCited: text('The words it is cited with, where it is not identified.', { maxLength: 300, search: 'names' }),
      edition: text('Which edition or version it is, as printed.', { maxLength: 100 }),
      reviewBy: date('When its authors mean to look at it again.', { filter: true, ahead: true }),
      language: text('Its language as a tag of BCP 47: en, cy, pt-BR.', { pattern: languageTag, filter: true }),
      licence: text('Its licence: an SPDX name such as CC-BY-4.0, or as printed.', { maxLength: 300 }),
      standing: choice(standing, 'Whether it still stands.', { required: true, default: 'CURRENT', filter: true }),
    },
    label: ({ title, asCited }) => title ?? `“${asCited ?? 'unnamed source'}”`,
    rules: ({ identified, title, asCited }) => [
      ...(identified && title === null ? [{ path: 'title', message: 'an identified source needs a title' }] : []),
      ...(!identified && asCited === null
        ? [{ path: 'asCited', message: 'a source that is not identified needs the words it is cited with' }]
        : []),
    ],
  }),
  Study: kind({
    description: 'One investigation; several sources may report it, it counts once.',
    prefix: 'study',
    singular: 'study',
    plural: 'studies',
    attributes: {
      name: text('What it is known as.', { required: true, maxLength: 500, search: 'names', order: true }),
      design: list(
        choice(studyDesign, 'How it was made, where stated; several characteristics side by side.', { filter: true }),
      ),
      sms: integer('Maryland Scientific Methods Scale, 1 to 5, where appraised.', {
        minimum: 1,
        maximum: 5,
        filter: true,
      }),
      sampleSize: integer('How many took part.', { minimum: 0 }),
      period: text('When, as stated.', { maxLength: 100 }),
      stage: choice(stage, 'Whether a pilot or an established scheme was studied.', { filter: true }),
      registered: choice(reported, 'Whether it was registered, as far as a source tells.', { filter: true }),
      registrations: list(object(registration, 'Where it is registered.', {})),
      funded: choice(reported, 'Whether somebody funded it, as far as a source tells.', { filter: true }),
      funding: list(object(funding, 'Who funded it.', {})),
    },
    label: ({ name }) => name,
    rules: reportedProblems,
  }),
  Passage: kind({
    description: 'Where in a source a statement comes from.',
    prefix: 'passage',
    singular: 'passage',
    plural: 'passages',
    attributes: {
      section: text('Heading it stands under, in our words or short.', {
        required: true,
        maxLength: 300,
        search: 'texts',
      }),
      ordinal: integer('Its place in reading order.', { required: true, minimum: 0, order: true }),
      anchor: text('A few words of the passage, at most 8, by which it is found again.', {
        maxLength: 160,
        maxWords: 8,
      }),
      page: text('Page as printed.', { maxLength: 40 }),
      anchorState: choice(anchorState, 'Whether the anchor was found in the source.', {
        required: true,
        default: 'UNCHECKED',
        filter: true,
      }),
      anchorPosition: integer(
        'Where the anchor starts in the text of the source, in UTF-16 units of that text with white space, bullets and line-end hyphens made even; absent where it was not found.',
        { minimum: 0 },
      ),
    },
    label: ({ section, anchor }) => (anchor === null ? section : `${section}: “${anchor}”`),
  }),
  Finding: kind({
    description: 'One result as a source reports it.',
    prefix: 'finding',
    singular: 'finding',
    plural: 'findings',
    attributes: {
      kind: choice(findingKind, 'What sort of result it is.', { required: true, filter: true }),
      text: text('The result in our own words.', { required: true, search: 'texts' }),
      measures: list(object(measure, 'The figures it reports.', {})),
      period: text('When, as stated.', { maxLength: 100 }),
      effectDirection: choice(effectDirection, 'Which way an effect points.', { filter: true }),
      estimate: object(estimate, 'The estimate that the source reports, with its interval.', {}),
      arms: list(object(arm, 'A group of the comparison, from which estimates can be computed.', {})),
      followUp: object(followUp, 'How long after the start it was taken.', {}),
      subgroup: text('The part of the participants it is about, where it is not all of them.', {
        maxLength: 300,
        search: 'texts',
      }),
      pooled: object(pooled, "For a review's own result: how it came from those of its studies.", {}),
    },
    label: ({ text: words }) => words,
    rules: figureProblems,
  }),
} as const;
