import type { ChangeSet, EdgeWrite, NodeWrite } from '../../src/store/change-set.ts';
import { adding, changeSet, claim, conclusion, edge, finding, intervention, link } from '../contract/write-helpers.ts';

/*
 * A small graph of everything that a writer of JSON may get wrong: texts that need escapes, numbers that engines print
 * in their own ways, nulls, empty lists, objects in lists, free JSON, a cycle, a hub, and one value that GraphQL's Int
 * cannot carry.
 */

const oddTexts = [
  'naïve “café” "double" \\ backslash / slash',
  'line one\nline two\r\n\ttabbed',
  'separators \u2028 and \u2029 between',
  'emoji 😀 👨‍👩‍👧 \u{1F3F4}\u{E0067}\u{E0062}\u{E007F}',
  '__proto__',
  'constructor',
  '</script><!-- & \' " `$x` {x}',
  'drug courts 数据 данные e\u0301 ﬁ \uFEFF. İ ß',
  'null',
  '\u{10FFFF} \uFFFD \uE000 edge of unicode',
] as const;

const textAt = (index: number): string => oddTexts[index % oddTexts.length] ?? '';

const measures = [
  { label: oddTexts[0], value: 0.1, lower: -0, upper: 1e21, unit: '%', qualifier: 'RANGE' },
  { value: 0.1 + 0.2, qualifier: 'EXACT', numerator: 5e-324, denominator: 1.7976931348623157e308 },
  { value: -1.5e-7, qualifier: 'ABOUT', period: '2006/07' },
  { value: 9007199254740992, qualifier: 'OVER' },
  { lower: 100, upper: 100.5, qualifier: 'RANGE', unit: oddTexts[3] },
];

const csl = {
  type: 'report',
  '10': 'ten',
  '9': 'nine',
  constructor: { name: oddTexts[4] },
  'a "b" \\ \n\u2028': [oddTexts[3], 1e21, 1e-7, -0, 0.1, 1.2345678901234567e19, true, null, [], {}],
  issued: { 'date-parts': [[2008, 4]] },
};

const stated = { role: 'PRIMARY', basis: 'STATED' };
const despite = { role: 'DESPITE', basis: 'CURATED' };

const sources: readonly NodeWrite[] = [
  adding('source:full', {
    kind: 'REPORT',
    title: textAt(0),
    authors: ['Ann O’Neill', 'B "C" \\D', '__proto__'],
    issued: '2008-04',
    publisher: textAt(3),
    doi: '10.1000/a"b\\c',
    url: 'https://example.org/?a=1&b="2"',
    csl,
  }),
  adding('source:unnamed', { kind: 'TESTIMONY', identified: false, asCited: 'several studies' }),
  adding(
    'source:retracted',
    { kind: 'REVIEW', title: textAt(7), issued: '1999', standing: 'RETRACTED', csl: {} },
    'package "one"',
  ),
];

const investigations: readonly NodeWrite[] = [
  adding('study:hub', {
    name: 'Hub',
    design: ['RCT', 'CLUSTER'],
    sms: 5,
    sampleSize: 250,
    period: '2001–2003',
    stage: 'PILOT',
  }),
  adding('study:large', { name: textAt(6), sampleSize: 2_147_483_647 }),
  { ...adding('study:draft', { name: textAt(1), design: ['QUALITATIVE'], sms: 1 }), status: 'DRAFT' },
  adding('passage:p-2', { section: textAt(1), ordinal: 2, page: 'xii', anchorState: 'EXACT', anchor: 'a "few" words' }),
  adding('passage:p-10', { section: 'Later', ordinal: 10 }),
  adding('passage:p-1', { section: 'First', ordinal: 1, anchorState: 'LOST' }),
  adding('passage:alone', { section: textAt(3), ordinal: 0 }),
];

const results: readonly NodeWrite[] = [
  adding('finding:measured', { kind: 'EFFECT_ESTIMATE', text: textAt(0), measures, effectDirection: 'MIXED' }),
  adding('finding:cost', { kind: 'COST', text: textAt(2), measures: [measures[1]], period: '2006/07' }),
  { ...adding('finding:bare', { kind: 'QUALITATIVE', text: textAt(3) }), status: 'NEEDS_REVIEW' },
  adding('finding:estimated', {
    kind: 'EFFECT_ESTIMATE',
    text: textAt(4),
    estimate: { metric: 'RR', value: 0.1 + 0.2, lower: 1e-7, upper: 1e21, level: 95, p: 5e-324 },
    arms: [{ role: 'COMPARATOR', events: 0, total: 2_147_483_647 }],
    followUp: { value: 0.5, unit: 'YEARS' },
    subgroup: oddTexts[4],
  }),
  ...Array.from({ length: 25 }, (_, index) => finding(`hub-${index}`, `${textAt(index)} ${index}`)),
];

const statements: readonly NodeWrite[] = [
  claim('a', 'Drug courts work', 'EFFECTIVENESS'),
  claim('b', textAt(0), 'HARM'),
  claim('c', textAt(7), 'PREVALENCE'),
  claim('d', textAt(4), 'COST'),
  claim('e', textAt(2), 'CONTEXT'),
  link('l-1'),
  adding('evidence-link:l-2', {
    stance: 'DISPUTES',
    directness: 'PARTIAL',
    rationale: textAt(1),
    basis: 'CURATED',
  }),
  link('l-3', 'INCONCLUSIVE'),
  link('loose', 'CONTEXT'),
  conclusion('c-1', '1', textAt(5)),
  conclusion('c-2', '2.10', textAt(6)),
  adding('conclusion:unnumbered', { text: textAt(9) }),
  adding('recommendation:r-2.7', {
    ordinal: '2.7',
    text: textAt(0),
    kind: 'ACTION',
    actor: textAt(3),
    modality: 'should',
  }),
  adding('recommendation:r-2.10', { ordinal: '2.10', text: textAt(1), kind: 'RESEARCH', direction: 'AGAINST' }),
  adding('recommendation:bare', { text: textAt(8), kind: 'ACTION', strength: 'CONDITIONAL' }),
  adding('assessment:v-1', { asStated: 'reasonable evidence', by: textAt(0), on: '2008-03-14' }),
  adding('assessment:v-2', {}),
  adding('rating-scheme:s', { name: textAt(6), description: textAt(2), url: 'https://example.org/' }),
  adding('rating-level:none', { name: 'No evaluations', ordinal: 3, coverage: 'NOT_EVALUATED' }),
  adding('rating-level:some', { name: textAt(0), notation: '"A"', ordinal: 1, coverage: 'EVALUATED' }),
  adding('risk-of-bias:j', {
    tool: 'ROBINS_I',
    overall: 'Serious',
    domains: [{ domain: textAt(3), judgement: textAt(6), support: textAt(1) }],
    by: textAt(0),
    on: '2016-10',
  }),
  adding('risk-of-bias:unsaid', { tool: 'OTHER' }),
  adding('decision-criterion:d', { criterion: 'VALUES', judgement: textAt(8), considerations: textAt(2) }),
  adding('notice:n', { nature: 'RETRACTION', date: '2010-01', reasons: textAt(2), doi: '10.1000/x' }),
  adding('organisation:o', { name: textAt(3), acronym: 'Ö"\\', ror: 'https://ror.org/0' }),
  adding('contributor:p', { name: textAt(7) }),
];

const facets: readonly NodeWrite[] = [
  intervention('courts', 'Drug courts', {
    aliases: ['Courts for drugs', oddTexts[3], oddTexts[0]],
    acronym: 'DC',
    description: textAt(1),
    stage: 'PILOT',
    startedOn: '2005',
  }),
  intervention('class', oddTexts[4]),
  intervention('old', textAt(0), { startedOn: '1998-10-01', stage: 'ENDED' }),
  adding('outcome:reoffending', { name: 'Reoffending', altLabels: [textAt(3), 'recidivism'] }),
  adding('outcome:deaths', { name: textAt(2), description: textAt(0) }),
  adding('population:adults', { name: textAt(9), altLabels: [] }),
  adding('jurisdiction:gb', { name: 'United Kingdom', notation: 'GB-UKM' }),
  adding('jurisdiction:gb-sct', { name: textAt(5), notation: 'GB-SCT' }),
  adding('setting:prison', { name: textAt(4), altLabels: [textAt(3)] }),
  adding('topic:t', { name: textAt(6), description: textAt(1) }),
];

const arguments_: readonly EdgeWrite[] = [
  edge('BASED_ON', 'recommendation:r-2.7', 'conclusion:c-1', { attributes: stated }),
  edge('BASED_ON', 'recommendation:r-2.7', 'claim:a', { place: 1, attributes: despite }),
  edge('BASED_ON', 'recommendation:r-2.7', 'finding:measured', { place: 2, attributes: stated }),
  edge('BASED_ON', 'recommendation:r-2.10', 'conclusion:c-2', { attributes: despite }),
  edge('RESTS_ON', 'conclusion:c-1', 'claim:b', { attributes: stated }),
  edge('RESTS_ON', 'conclusion:c-1', 'conclusion:c-2', { place: 1, attributes: despite }),
  edge('RESTS_ON', 'conclusion:c-1', 'finding:cost', { place: 2, attributes: stated }),
  edge('RESTS_ON', 'conclusion:c-2', 'claim:a', { attributes: stated }),
  edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:l-1'),
  edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:l-2', { place: 1 }),
  edge('HAS_EVIDENCE', 'claim:b', 'evidence-link:l-3'),
  edge('USES', 'evidence-link:l-1', 'finding:measured'),
  edge('USES', 'evidence-link:l-1', 'source:full', { place: 1 }),
  edge('USES', 'evidence-link:l-1', 'claim:c', { place: 2 }),
  edge('USES', 'evidence-link:l-2', 'finding:bare'),
  edge('USES', 'evidence-link:l-3', 'finding:measured'),
  edge('CONTRADICTS', 'claim:a', 'claim:b', { attributes: { rationale: textAt(0) } }),
  edge('CONTRADICTS', 'claim:b', 'claim:c'),
  edge('CONTRADICTS', 'claim:c', 'claim:a', { attributes: { rationale: textAt(2) } }),
  edge('QUALIFIES', 'claim:d', 'claim:a', { attributes: { rationale: textAt(3) } }),
  edge('RATES', 'assessment:v-1', 'claim:a'),
  edge('RATES', 'assessment:v-1', 'recommendation:r-2.7', { place: 1 }),
  edge('RATES', 'assessment:v-2', 'evidence-link:l-2'),
  edge('AT_LEVEL', 'assessment:v-1', 'rating-level:some'),
  edge('DECIDED_BY', 'recommendation:r-2.7', 'decision-criterion:d'),
  edge('LEVEL_OF', 'rating-level:some', 'rating-scheme:s'),
  edge('LEVEL_OF', 'rating-level:none', 'rating-scheme:s', { place: 1 }),
];

const documents: readonly EdgeWrite[] = [
  ...Array.from({ length: 25 }, (_, place) => edge('RESULT_OF', `finding:hub-${place}`, 'study:hub', { place })),
  edge('RESULT_OF', 'finding:measured', 'study:large'),
  edge('RESULT_OF', 'finding:cost', 'study:draft'),
  edge('REPORTED_IN', 'finding:measured', 'source:full'),
  edge('REPORTED_IN', 'finding:measured', 'source:retracted', { place: 1 }),
  edge('REPORTED_IN', 'study:large', 'source:full'),
  edge('REPORTED_IN', 'study:hub', 'source:unnamed'),
  edge('INCLUDES', 'source:retracted', 'study:large'),
  edge('INCLUDES', 'source:retracted', 'study:hub', { place: 1 }),
  edge('PASSAGE_OF', 'passage:p-2', 'source:full', { place: 2 }),
  edge('PASSAGE_OF', 'passage:p-10', 'source:full', { place: 10 }),
  edge('PASSAGE_OF', 'passage:p-1', 'source:full', { place: 1 }),
  edge('QUOTES', 'claim:a', 'passage:p-1'),
  edge('QUOTES', 'finding:measured', 'passage:p-1'),
  edge('QUOTES', 'recommendation:r-2.7', 'passage:p-2'),
  edge('QUOTES', 'assessment:v-1', 'passage:p-10'),
  edge('QUOTES', 'intervention:courts', 'passage:p-2'),
  edge('MADE_IN', 'conclusion:c-1', 'source:full', { place: 1 }),
  edge('MADE_IN', 'recommendation:r-2.7', 'source:full', { place: 2 }),
  edge('MADE_IN', 'recommendation:r-2.10', 'source:retracted'),
  edge('AFFECTS', 'notice:n', 'source:retracted'),
  edge('AUTHORED_BY', 'source:full', 'organisation:o'),
  edge('AUTHORED_BY', 'source:full', 'contributor:p', { place: 1 }),
  edge('JUDGED_BY', 'study:hub', 'risk-of-bias:j'),
  edge('JUDGED_BY', 'finding:estimated', 'risk-of-bias:unsaid'),
  edge('RESULT_OF', 'finding:estimated', 'study:large', { place: 1 }),
  edge('REPLACES', 'source:full', 'source:retracted'),
  edge('TRANSLATES', 'source:unnamed', 'source:full'),
  edge('PUBLISHED_BY', 'source:full', 'organisation:o'),
];

const subjects: readonly EdgeWrite[] = [
  ...['a', 'b', 'c'].map((slug) => edge('ABOUT_INTERVENTION', `claim:${slug}`, 'intervention:courts')),
  edge('ABOUT_INTERVENTION', 'finding:measured', 'intervention:courts'),
  edge('ABOUT_INTERVENTION', 'recommendation:r-2.7', 'intervention:courts'),
  edge('ABOUT_INTERVENTION', 'study:large', 'intervention:old'),
  edge('ABOUT_OUTCOME', 'claim:a', 'outcome:reoffending'),
  edge('ABOUT_OUTCOME', 'claim:a', 'outcome:deaths', { place: 1 }),
  edge('ABOUT_OUTCOME', 'finding:cost', 'outcome:deaths'),
  edge('ABOUT_POPULATION', 'study:hub', 'population:adults'),
  edge('ABOUT_JURISDICTION', 'claim:a', 'jurisdiction:gb-sct'),
  edge('ABOUT_JURISDICTION', 'recommendation:bare', 'jurisdiction:gb'),
  edge('ABOUT_SETTING', 'claim:a', 'setting:prison'),
  edge('COMPARED_WITH', 'claim:a', 'intervention:class'),
  edge('ABOUT_TOPIC', 'claim:e', 'topic:t'),
  edge('OPERATES_IN', 'intervention:courts', 'jurisdiction:gb-sct'),
  edge('INSTANCE_OF', 'intervention:courts', 'intervention:class'),
  edge('PART_OF', 'intervention:old', 'intervention:class'),
  edge('SUCCEEDS', 'intervention:courts', 'intervention:old'),
  edge('BROADER', 'jurisdiction:gb-sct', 'jurisdiction:gb'),
  edge('BROADER', 'outcome:deaths', 'outcome:reoffending'),
];

const nodes = [...sources, ...investigations, ...results, ...statements, ...facets];

/** Everything of the graph in one change. */
export const oddGraph = (): ChangeSet => changeSet({ nodes, edges: [...arguments_, ...documents, ...subjects] });

/** Ids of the graph, the plain ones of the chain first. */
export const oddIds: readonly string[] = [
  'claim:a',
  'recommendation:r-2.7',
  ...nodes.map(({ id }) => id).filter((id) => !id.startsWith('finding:hub-') && id !== 'claim:a'),
  'finding:hub-3',
];

/** Texts to search for: most are found. */
export const oddWords: readonly string[] = [
  'drug',
  'Drug COURTS',
  'caf',
  '数据',
  'proto',
  '"null"',
  'e\u0301',
  'sep bet',
  '😀 emoji',
  'nowhere',
];
