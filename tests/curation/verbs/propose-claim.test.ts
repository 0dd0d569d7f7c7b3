import { describeVerb } from './describe-verb.ts';

const quoted = {
  source: { id: 'source:plain' },
  passage: { section: 'Summary', anchor: 'it helps' },
  text: 'It helps.',
};
const right = {
  claim: { text: 'It helps.', type: 'EFFECTIVENESS' },
  quotes: [quoted, { source: { new: { kind: 'WEB', title: 'A page' } }, passage: { section: 'Top' } }],
  about: ['outcome:returning'],
};

describeVerb({
  verb: 'proposeClaim',
  right,
  adds: {
    nodes: { Claim: 1, Passage: 2, EvidenceSource: 1 },
    edges: { QUOTES: 2, PASSAGE_OF: 2, ABOUT_OUTCOME: 1 },
  },
  wrong: [
    ['no claim', { claim: undefined }, { paths: ['claim'] }],
    ['no text', { claim: { type: 'HARM' } }, { paths: ['claim.text'] }],
    ['a type that is none', { claim: { text: 'x', type: 'TRUTH' } }, { paths: ['claim.type'] }],
    ['a text of 10,001 characters', { claim: { text: 'x'.repeat(10_001), type: 'HARM' } }, { paths: ['claim.text'] }],
    ['control characters', { claim: { text: 'a\u001Bb', type: 'HARM' } }, { paths: ['claim.text'] }],
    [
      'an anchor that is not in the text that was given',
      { quotes: [quoted, { ...quoted, text: 'Nothing of it.' }] },
      { paths: ['quotes.1.passage.anchor'] },
    ],
    ['a passage of no source', { quotes: [{ passage: { section: 'x' } }] }, { paths: ['quotes.0.source'] }],
    [
      'a passage of what is not there',
      { quotes: [{ ...quoted, source: { id: 'source:none' } }] },
      { code: 'NOT_FOUND', paths: ['quotes.0.source.id'] },
    ],
    [
      'a passage of what fell',
      { quotes: [{ ...quoted, source: { id: 'source:fallen' } }] },
      { code: 'RETRACTED', existing: 'source:fallen' },
    ],
    ['251 passages', { quotes: Array.from({ length: 251 }, () => quoted) }, { paths: ['quotes'] }],
    ['something it cannot be about', { about: ['recommendation:use'] }, { paths: ['about.0'] }],
  ],
});
