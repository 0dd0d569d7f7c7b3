import { describeVerb } from './describe-verb.ts';

const right = {
  rates: 'claim:works',
  level: 'rating-level:good',
  assessment: { asStated: 'good evidence', by: 'A panel', on: '2025-06' },
  quotes: [{ source: { id: 'source:plain' }, passage: { section: 'Verdict' } }],
};

describeVerb({
  verb: 'assess',
  right,
  adds: {
    nodes: { Assessment: 1, Passage: 1 },
    edges: { RATES: 1, AT_LEVEL: 1, QUOTES: 1, PASSAGE_OF: 1 },
  },
  wrong: [
    ['nothing that is rated', { rates: undefined }, { paths: ['rates'] }],
    ['what cannot be rated', { rates: 'finding:known' }, { paths: ['rates'] }],
    ['no level', { level: undefined }, { paths: ['level'] }],
    ['a scheme in place of a level', { level: 'rating-scheme:words' }, { paths: ['level'] }],
    [
      'what is not there',
      { rates: 'evidence-link:none', level: 'rating-level:none' },
      { code: 'NOT_FOUND', paths: ['rates', 'level'] },
    ],
    ['a phrase of nine words', { assessment: { asStated: 'a b c d e f g h i' } }, { paths: ['assessment.asStated'] }],
    ['a verdict of tomorrow', { assessment: { on: '2999' } }, { paths: ['assessment.on'], says: 'future' }],
    ['control characters', { assessment: { by: 'x\u0007' } }, { paths: ['assessment.by'] }],
    [
      'a passage of what fell',
      { quotes: [{ source: { id: 'source:fallen' }, passage: { section: 'x' } }] },
      { code: 'RETRACTED', existing: 'source:fallen' },
    ],
  ],
});
