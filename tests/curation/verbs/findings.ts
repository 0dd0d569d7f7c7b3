import type { Wrong } from './describe-verb.ts';

/** A finding as people give it, with all that comes with it. */
export const rightFinding = {
  source: { new: { kind: 'ARTICLE', title: 'A new trial', doi: '10.1000/new', issued: '2025' } },
  study: { new: { name: 'The new trial', design: ['RCT'] } },
  finding: { kind: 'EFFECT_ESTIMATE', text: 'No fewer returned.', measures: [{ value: 4, qualifier: 'ABOUT' }] },
  passage: { passage: { section: 'Results', anchor: 'no fewer returned' }, text: 'In all, no fewer returned.' },
  about: ['outcome:returning'],
  comparators: ['intervention:known'],
};

export const findingAdds = {
  nodes: { EvidenceSource: 1, Study: 1, Finding: 1, Passage: 1 },
  edges: { REPORTED_IN: 2, RESULT_OF: 1, PASSAGE_OF: 1, QUOTES: 1, ABOUT_OUTCOME: 1, COMPARED_WITH: 1 },
};

const withFinding = (given: Readonly<Record<string, unknown>>) => ({ finding: { ...rightFinding.finding, ...given } });
const measures = (...given: unknown[]) => withFinding({ measures: given });
const passage = (given: Readonly<Record<string, unknown>>, more = {}) => ({
  passage: { passage: { section: 'Results', ...given }, ...more },
});

/** What is wrong with a finding, whatever it is given with. */
export const wrongFindings: readonly Wrong[] = [
  ['no source', { source: null }, { paths: ['source'] }],
  ['a source that is neither there nor new', { source: {} }, { paths: ['source'] }],
  ['an id of another kind as its source', { source: { id: 'study:known' } }, { paths: ['source.id'] }],
  ['an id of another kind as its study', { study: { id: 'source:plain' } }, { paths: ['study.id'] }],
  ['what is no id', { source: { id: 'SOURCE:../etc' } }, { paths: ['source.id'] }],
  ['an id that is a list', { source: { id: ['source:plain'] } }, { paths: ['source.id'] }],
  [
    'what is not there',
    { source: { id: 'source:none' }, study: { id: 'study:none' } },
    { code: 'NOT_FOUND', paths: ['source.id', 'study.id'] },
  ],
  ['a source that fell', { source: { id: 'source:fallen' } }, { code: 'RETRACTED', existing: 'source:fallen' }],
  ['no finding', { finding: undefined }, { paths: ['finding'] }],
  ['a text of 10,001 characters', withFinding({ text: 'x'.repeat(10_001) }), { paths: ['finding.text'] }],
  ['control characters', withFinding({ text: 'a\u0007b' }), { paths: ['finding.text'] }],
  ['nothing but white space', withFinding({ text: ' \n ' }), { paths: ['finding.text'] }],
  [
    'lower above upper',
    measures({ lower: 9, upper: 1, qualifier: 'RANGE' }),
    { paths: ['finding.measures.0'], says: 'lower (9) is above upper (1)' },
  ],
  ['a figure without a value', measures({ qualifier: 'EXACT' }), { paths: ['finding.measures.0'] }],
  ['a figure that is no number', measures({ value: '4', qualifier: 'EXACT' }), { paths: ['finding.measures.0.value'] }],
  [
    '251 figures',
    measures(...Array.from({ length: 251 }, () => ({ value: 1, qualifier: 'EXACT' }))),
    { paths: ['finding.measures'] },
  ],
  [
    'an anchor that is not in the text that was given',
    passage({ anchor: 'not there at all' }, { text: 'Something else.' }),
    { paths: ['passage.passage.anchor'] },
  ],
  ['an anchor of nine words', passage({ anchor: 'a b c d e f g h i' }), { paths: ['passage.passage.anchor'] }],
  ['a place that is looked up', passage({ anchorState: 'EXACT' }), { paths: ['passage.passage.anchorState'] }],
  ['a text of 20,001 characters', passage({}, { text: 'x'.repeat(20_001) }), { paths: ['passage.text'] }],
  [
    'an estimate outside its interval',
    withFinding({ estimate: { metric: 'OR', value: 5, lower: 0.5, upper: 0.9 } }),
    { paths: ['finding.estimate.value'], says: 'it must lie in its own interval' },
  ],
  [
    'a ratio below zero',
    withFinding({ estimate: { metric: 'OR', value: -3 } }),
    { paths: ['finding.estimate.value'], says: 'must be above 0' },
  ],
  [
    'more events than people',
    withFinding({ arms: [{ role: 'INTERVENTION', events: 90, total: 30 }] }),
    { paths: ['finding.arms.0'], says: 'events (90) are more than the total (30)' },
  ],
  ['something it cannot be compared with', { comparators: ['topic:courts'] }, { paths: ['comparators.0'] }],
  ['something it cannot be about', { about: ['source:plain'] }, { paths: ['about.0'] }],
];
