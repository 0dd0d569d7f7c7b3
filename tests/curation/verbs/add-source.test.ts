import { describeVerb } from './describe-verb.ts';

const right = {
  source: { kind: 'ARTICLE', title: 'A new trial', doi: ' https://doi.org/10.1000/NEW ', issued: '2025' },
};
const withSource = (given: Readonly<Record<string, unknown>>) => ({ source: { ...right.source, ...given } });

describeVerb({
  verb: 'addSource',
  right,
  adds: { nodes: { EvidenceSource: 1 }, edges: {} },
  wrong: [
    ['no source', { source: undefined }, { paths: ['source'] }],
    ['what is no source', { source: 'source:plain' }, { paths: ['source'] }],
    ['a kind that is none', withSource({ kind: 'POEM' }), { paths: ['source.kind'] }],
    ['a standing, which notices tell', withSource({ standing: 'CURRENT' }), { paths: ['source.standing'] }],
    [
      'an attribute of another kind',
      withSource({ sms: 5 }),
      { paths: ['source.sms'], says: 'unknown key "sms"; known are kind' },
    ],
    ['no title', withSource({ title: null }), { paths: ['source.title'] }],
    ['a title of 10,001 characters', withSource({ title: 'x'.repeat(10_001) }), { paths: ['source.title'] }],
    ['251 authors', withSource({ authors: Array.from({ length: 251 }, () => 'A') }), { paths: ['source.authors'] }],
    ['control characters', withSource({ publisher: 'a\u0000b' }), { paths: ['source.publisher'] }],
    ['half a character', withSource({ publisher: '\uD800' }), { paths: ['source.publisher'] }],
    ['a date that is none', withSource({ issued: 'May 2025' }), { paths: ['source.issued'] }],
    ['a date that lies ahead', withSource({ issued: '2999-01' }), { paths: ['source.issued'], says: 'future' }],
    ['an identifier that is none', withSource({ doi: 'doi:10.1/x' }), { paths: ['source.doi'] }],
    [
      'the DOI of what is there, in upper case behind a resolver',
      withSource({ doi: 'http://dx.doi.org/10.1000/KNOWN' }),
      { code: 'DUPLICATE', existing: 'source:known' },
    ],
    [
      'the title of what is there, where neither has more',
      { source: { kind: 'REPORT', title: 'A TITLE, and nothing else' } },
      { code: 'DUPLICATE', existing: 'source:undated' },
    ],
  ],
});
