import { describeVerb } from './describe-verb.ts';

const right = {
  study: { name: 'The new trial', design: ['RCT'], sms: 5 },
  reportedIn: [{ id: 'source:plain' }, { new: { kind: 'ARTICLE', title: 'A new trial', doi: '10.1000/new' } }],
  includedIn: ['source:known'],
  about: ['outcome:returning', 'topic:courts'],
};
const withStudy = (given: Readonly<Record<string, unknown>>) => ({ study: { ...right.study, ...given } });

describeVerb({
  verb: 'addStudy',
  right,
  adds: {
    nodes: { Study: 1, EvidenceSource: 1 },
    edges: { REPORTED_IN: 2, INCLUDES: 1, ABOUT_OUTCOME: 1, ABOUT_TOPIC: 1 },
  },
  wrong: [
    ['no study', { study: null }, { paths: ['study'] }],
    ['a level that the scale has not', withStudy({ sms: 6 }), { paths: ['study.sms'] }],
    ['fewer than nobody', withStudy({ sampleSize: -1 }), { paths: ['study.sampleSize'] }],
    ['a name of 10,001 characters', withStudy({ name: 'x'.repeat(10_001) }), { paths: ['study.name'] }],
    ['control characters', withStudy({ period: '2020\u0007' }), { paths: ['study.period'] }],
    ['neither a source nor a review', { reportedIn: [], includedIn: null }, { paths: ['reportedIn'] }],
    [
      'a source that is both there and new',
      { reportedIn: [{ id: 'source:plain', new: { kind: 'ARTICLE', title: 'x' } }] },
      { paths: ['reportedIn.0'], says: 'just one' },
    ],
    ['an id of another kind as a source', { reportedIn: [{ id: 'claim:works' }] }, { paths: ['reportedIn.0.id'] }],
    ['an id of another kind as a review', { includedIn: ['study:known'] }, { paths: ['includedIn.0'] }],
    ['what is no list', { reportedIn: 'source:plain' }, { paths: ['reportedIn'] }],
    [
      'what is not there',
      { reportedIn: [{ id: 'source:none' }], includedIn: ['source:plain', 'source:nor'], about: ['outcome:none'] },
      { code: 'NOT_FOUND', paths: ['reportedIn.0.id', 'includedIn.1', 'about.0'] },
    ],
    ['a source that fell', { reportedIn: [{ id: 'source:fallen' }] }, { code: 'RETRACTED', existing: 'source:fallen' }],
    ['a review that fell', { includedIn: ['source:fallen'] }, { code: 'RETRACTED', existing: 'source:fallen' }],
    ['something it cannot be about', { about: ['outcome:dying', 'claim:works'] }, { paths: ['about.1'] }],
    ['251 of what it is about', { about: Array.from({ length: 251 }, () => 'outcome:dying') }, { paths: ['about'] }],
    [
      '251 sources',
      { reportedIn: Array.from({ length: 251 }, () => ({ id: 'source:plain' })) },
      { paths: ['reportedIn'] },
    ],
    [
      'a new source of tomorrow',
      { reportedIn: [{ new: { kind: 'ARTICLE', title: 'x', issued: '2999' } }] },
      { paths: ['reportedIn.0.new.issued'] },
    ],
  ],
});
