import { choice, text } from './attribute.ts';
import { basis, role } from './kinds/judgements.ts';
import type { KindName } from './kinds.ts';
import { facetRelationships } from './facet-relationships.ts';
import { byKind, many, one, type DeclaredRelationship } from './relationship.ts';

const basisAttributes = {
  role: choice(role, 'What part this basis plays.', { required: true }),
  basis: choice(basis, 'Whether the document states it or a person curated it.', { required: true }),
} as const;

const rationale = { rationale: text('Why.', {}) } as const;

/** Every relationship, once. Stores, indexes, importer, GraphQL fields, filters and limits are made from these rows. */
export const relationships = [
  {
    name: 'BASED_ON',
    description: 'What a recommendation rests on.',
    ends: { Recommendation: ['Conclusion', 'Claim', 'Finding'] },
    forward: many('basedOn', 'What it rests on.'),
    backward: many('basisOf', 'Recommendations that rest on it.'),
    attributes: basisAttributes,
    order: 'listed',
    acyclic: 'argument',
  },
  {
    name: 'RESTS_ON',
    description: 'What a conclusion rests on.',
    ends: { Conclusion: ['Claim', 'Finding', 'Conclusion'] },
    forward: many('restsOn', 'What it rests on.'),
    backward: many('underpins', 'Conclusions that rest on it.'),
    attributes: basisAttributes,
    order: 'listed',
    acyclic: 'argument',
  },
  {
    name: 'HAS_EVIDENCE',
    description: 'The arguments for and against a claim.',
    ends: { Claim: ['EvidenceLink'] },
    forward: many('evidence', 'Arguments for and against it.'),
    backward: one('claim', 'The claim it bears on.'),
    attributes: {},
    order: 'listed',
    acyclic: 'argument',
  },
  {
    name: 'USES',
    description: 'What an argument uses as evidence.',
    ends: { EvidenceLink: ['Finding', 'EvidenceSource', 'Claim'] },
    forward: many('uses', 'What it uses as evidence.'),
    backward: many('usedBy', 'Arguments that use it as evidence.'),
    attributes: {},
    order: 'listed',
    acyclic: 'argument',
  },
  {
    name: 'RESULT_OF',
    description: 'The study that a finding is a result of.',
    ends: { Finding: ['Study'] },
    forward: one('study', 'The study it is a result of.'),
    backward: many('findings', 'Its results.'),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'REPORTED_IN',
    description: 'Where a finding or a study is reported.',
    ends: { Finding: ['EvidenceSource'], Study: ['EvidenceSource'] },
    forward: many('reportedIn', 'Sources that report it.'),
    backward: byKind({
      Finding: many('findings', 'Findings it reports.'),
      Study: many('studies', 'Studies it reports.'),
    }),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'INCLUDES',
    description: 'The studies that a review includes.',
    ends: { EvidenceSource: ['Study'] },
    forward: many('includes', 'Studies that the review includes.'),
    backward: many('includedIn', 'Reviews that include it.'),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'QUOTES',
    description: 'The passage that something is taken from.',
    ends: {
      Finding: ['Passage'],
      Claim: ['Passage'],
      Conclusion: ['Passage'],
      Recommendation: ['Passage'],
      Assessment: ['Passage'],
      Intervention: ['Passage'],
      RiskOfBiasJudgement: ['Passage'],
      DecisionCriterion: ['Passage'],
    },
    forward: many('quotes', 'Passages it is taken from.'),
    backward: many('quotedBy', 'What is taken from this passage.'),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'PASSAGE_OF',
    description: 'The source that a passage stands in.',
    ends: { Passage: ['EvidenceSource'] },
    forward: one('source', 'The source it stands in.'),
    backward: many('passages', 'Its passages, in reading order.'),
    attributes: {},
    order: 'fromOrdinal',
  },
  {
    name: 'MADE_IN',
    description: 'The document that makes a conclusion or recommendation.',
    ends: { Conclusion: ['EvidenceSource'], Recommendation: ['EvidenceSource'] },
    forward: one('madeIn', 'The document that makes it.'),
    backward: byKind({
      Conclusion: many('conclusions', 'Conclusions it makes, in their order.'),
      Recommendation: many('recommendations', 'Recommendations it makes, in their order.'),
    }),
    attributes: {},
    order: 'fromOrdinal',
  },
  {
    name: 'RATES',
    description: 'What a verdict is about.',
    ends: { Assessment: ['Claim', 'EvidenceLink', 'Recommendation'] },
    forward: many('rates', 'What the verdict is about.'),
    backward: many('assessments', 'Verdicts on it, side by side.'),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'AT_LEVEL',
    description: 'The level that a verdict gives.',
    ends: { Assessment: ['RatingLevel'] },
    forward: one('level', 'The level it gives.'),
    backward: many('assessments', 'Verdicts at this level.'),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'LEVEL_OF',
    description: 'The rating scheme that a level belongs to.',
    ends: { RatingLevel: ['RatingScheme'] },
    forward: one('scheme', 'The scheme it belongs to.'),
    backward: many('levels', 'Its levels, in their order.'),
    attributes: {},
    order: 'fromOrdinal',
  },
  {
    name: 'JUDGED_BY',
    description: 'How the risk of bias of a study, a result or a review was judged.',
    ends: {
      Study: ['RiskOfBiasJudgement'],
      Finding: ['RiskOfBiasJudgement'],
      EvidenceSource: ['RiskOfBiasJudgement'],
    },
    forward: many('riskOfBias', 'Judgements of its risk of bias, side by side; none: not judged.'),
    backward: one('judges', 'The study, result or review that it judges.'),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'DECIDED_BY',
    description: 'What a panel weighed for a recommendation.',
    ends: { Recommendation: ['DecisionCriterion'] },
    forward: many('decisionCriteria', 'What the panel weighed, criterion by criterion.'),
    backward: one('recommendation', 'The recommendation it was weighed for.'),
    attributes: {},
    order: 'listed',
  },
  ...facetRelationships,
  {
    name: 'CONTRADICTS',
    description: 'A claim that cannot be true together with this one.',
    ends: { Claim: ['Claim'] },
    forward: many('contradicts', 'Claims it contradicts.'),
    backward: many('contradictedBy', 'Claims that contradict it.'),
    attributes: rationale,
    order: 'listed',
  },
  {
    name: 'QUALIFIES',
    description: 'A claim that this one limits or puts in context.',
    ends: { Claim: ['Claim'] },
    forward: many('qualifies', 'Claims it limits or puts in context.'),
    backward: many('qualifiedBy', 'Claims that limit it or put it in context.'),
    attributes: rationale,
    order: 'listed',
  },
  {
    name: 'AUTHORED_BY',
    description: 'Who wrote a source.',
    ends: { EvidenceSource: ['Organisation', 'Contributor'] },
    forward: many('authoredBy', 'Who wrote it.'),
    backward: many('authored', 'What they wrote.'),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'PUBLISHED_BY',
    description: 'Who published a source.',
    ends: { EvidenceSource: ['Organisation', 'Contributor'] },
    forward: many('publishedBy', 'Who published it.'),
    backward: many('published', 'What they published.'),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'REPLACES',
    description: 'The earlier edition that a document replaces.',
    ends: { EvidenceSource: ['EvidenceSource'] },
    forward: many('replaces', 'Documents that it replaces.'),
    backward: many('replacedBy', 'Documents that replace it.'),
    attributes: {},
    order: 'listed',
    acyclic: 'replacement',
  },
  {
    name: 'TRANSLATES',
    description: 'The document that this one is a translation of.',
    ends: { EvidenceSource: ['EvidenceSource'] },
    forward: many('translates', 'What it is a translation of.'),
    backward: many('translations', 'Its translations.'),
    attributes: {},
    order: 'listed',
    acyclic: 'translation',
  },
  {
    name: 'AFFECTS',
    description: 'The source that an editorial notice is about.',
    ends: { EditorialNotice: ['EvidenceSource'] },
    forward: many('affects', 'Sources it is about.'),
    backward: many('notices', 'Editorial notices about it.'),
    attributes: {},
    order: 'listed',
  },
] as const satisfies readonly DeclaredRelationship[];

/** The name of a relationship of the table; a misspelt one does not compile. */
export type RelationshipName = (typeof relationships)[number]['name'];

/** The relationship that says what something is about, by the kind of what it is about. */
export const aboutRelationship = {
  Intervention: 'ABOUT_INTERVENTION',
  Outcome: 'ABOUT_OUTCOME',
  Population: 'ABOUT_POPULATION',
  Jurisdiction: 'ABOUT_JURISDICTION',
  Topic: 'ABOUT_TOPIC',
  Setting: 'ABOUT_SETTING',
} as const satisfies Readonly<Partial<Record<KindName, RelationshipName>>>;

type Row = (typeof relationships)[number];

/** The fields of a kind that walk along a relationship, forward or backward, as {@link RelationshipName} has the names. */
export type RelationshipFieldName<Kind extends KindName> = ForwardField<Row, Kind> | BackwardField<Row, Kind>;

type ForwardField<Each extends Row, Kind> = Each extends Row
  ? Kind extends keyof Each['ends']
    ? Each['forward']['field']
    : never
  : never;

type BackwardField<Each extends Row, Kind> = Each extends Row
  ? Kind extends EndKind<Each>
    ? Each['backward'] extends { readonly byKind: infer Fields }
      ? FieldIn<Fields[keyof Fields]>
      : FieldIn<Each['backward']>
    : never
  : never;

type FieldIn<Field> = Field extends { readonly field: infer Name extends string } ? Name : never;

type EndKind<Each extends Row> = Each extends { readonly ends: infer Ends }
  ? Ends[keyof Ends] extends readonly (infer Kind)[]
    ? Kind
    : never
  : never;

type RowNamed<Name extends RelationshipName> = Extract<Row, { readonly name: Name }>;

/** The kinds that a relationship runs from, and those that it runs to. */
export type FromKind<Name extends RelationshipName> = StartKind<RowNamed<Name>> & KindName;
export type ToKind<Name extends RelationshipName> = EndKind<RowNamed<Name>> & KindName;

type StartKind<Each extends Row> = Each extends Row ? keyof Each['ends'] : never;
