import { describeVerb } from './describe-verb.ts';

const right = { claim: 'claim:works', uses: 'finding:known', link: { stance: 'SUPPORTS', rationale: 'It says so.' } };

describeVerb({
  verb: 'link',
  right,
  adds: { nodes: { EvidenceLink: 1 }, edges: { USES: 1, HAS_EVIDENCE: 1 } },
  wrong: [
    ['no claim', { claim: undefined }, { paths: ['claim'] }],
    ['no evidence', { uses: null }, { paths: ['uses'] }],
    [
      'an id of another kind as evidence',
      { uses: 'study:known' },
      { paths: ['uses'], says: 'finding:, source: or claim:' },
    ],
    [
      'what is not there',
      { claim: 'claim:none', uses: 'finding:none' },
      { code: 'NOT_FOUND', paths: ['claim', 'uses'] },
    ],
    ['no stance', { link: {} }, { paths: ['link.stance'] }],
    ['a basis, which is always a person', { link: { stance: 'MIXED', basis: 'STATED' } }, { paths: ['link.basis'] }],
    ['control characters', { link: { stance: 'MIXED', rationale: 'a\u0000' } }, { paths: ['link.rationale'] }],
    ['a source that fell', { uses: 'source:fallen' }, { code: 'RETRACTED', existing: 'source:fallen' }],
    ['a finding that stands in it alone', { uses: 'finding:fallen' }, { code: 'RETRACTED', existing: 'source:fallen' }],
    ['the claim itself', { uses: 'claim:works' }, { paths: ['uses'], says: 'rests on claim:works itself' }],
    ['a claim that rests on it', { uses: 'claim:rests' }, { paths: ['uses'], says: 'no evidence for it' }],
  ],
});
