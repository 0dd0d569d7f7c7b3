import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareSources } from '../../../src/curation/sources/compare-sources.ts';
import type { SourceReference } from '../../../src/curation/sources/source-reference.ts';
import { findKnownSource } from '../../../src/curation/sources/find-known-source.ts';
import { storedSources } from './stored-sources.ts';

const stored = {
  courts: { title: 'Drug courts: a review', issued: '2008-03', doi: '10.1000/ABC', authors: ['Berg, Ada'] },
  methadone: { title: 'Methadone in prison', issued: '2004', pmid: '1234', authors: ['Doe, Cay'] },
  handbook: { title: 'The Handbook', isbn: '0306406152', kind: 'REPORT' },
  undated: { title: 'Anonymous report', kind: 'REPORT', url: 'https://example.org/a' },
  unidentified: { title: null, identified: false, asCited: 'several studies' },
};

const cases: readonly (readonly [SourceReference, readonly string[]])[] = [
  [{ doi: '10.1000/abc' }, ['SAME courts same DOI']],
  [{ pmid: '1234' }, ['SAME methadone same PubMed id']],
  [{ isbn: '9780306406157' }, ['SAME handbook same ISBN']],
  [{ isbn: '9780306406157', title: 'A chapter in it' }, ['NEAR handbook same ISBN, another title']],
  [{ title: 'DRUG COURTS — A Réview', issued: '2008', authors: ['Berg A'] }, ['SAME courts same title and year']],
  [
    { title: '<i>Drug</i> courts: a review', issued: '2008', authors: ['A. Berg'] },
    ['SAME courts same title and year'],
  ],
  [
    { title: 'Drug courts: a review', issued: '2008' },
    ['NEAR courts same title and year, no author or journal that both tell'],
  ],
  [
    { title: 'Drug courts: a review', issued: '2008', authors: ['Berg, Otto'] },
    ['NEAR courts same title, other authors'],
  ],
  [
    { title: 'RETRACTED: Drug courts: a review', issued: '2008', authors: ['Berg, Ada'] },
    ['NEAR courts same title, one is marked as retracted'],
  ],
  [{ title: 'Drug courts', issued: '2008' }, ['NEAR courts one title begins with the other']],
  [{ title: 'Methadone in prison: what is known' }, ['NEAR methadone one title begins with the other']],
  [{ title: 'Methadone in prison', issued: '2005' }, ['NEAR methadone same title, another year']],
  [{ title: 'Methadone in prison' }, ['NEAR methadone same title, one without a year']],
  [
    { title: 'Methadone in prison', issued: '2004', authors: ['Roe, Eve'] },
    ['NEAR methadone same title, other authors'],
  ],
  [{ title: 'Methadone in prison', issued: '2004-05', authors: ['C. Doe'] }, ['SAME methadone same title and year']],
  [{ title: 'Drug courts: a review', issued: '2008', doi: '10.1000/other' }, ['NEAR courts same title, another DOI']],
  [{ title: 'Anonymous report' }, ['SAME undated same title and authors, no year']],
  [{ url: 'https://example.org/a' }, ['NEAR undated same address']],
  [{ title: 'Prison' }, []],
  [{ title: '???', doi: '10.1000/new' }, []],
  [{}, []],
];

it.each(cases)('%j is known as %j', async (reference, wanted) => {
  const { store } = await storedSources(stored);
  const [known = []] = await findKnownSource(store, [reference]);
  expect(known.map(({ id, match, reason }) => `${match} ${id.slice('source:'.length)} ${reason}`)).toEqual(wanted);
});

it('asks one statement for many references and answers in their order', async () => {
  const { store, statements } = await storedSources(stored);
  const references = cases.map(([reference]) => reference);
  const known = await findKnownSource(store, references);
  expect(statements).toHaveLength(1);
  expect(known.map((each) => each.length)).toEqual(cases.map(([, wanted]) => wanted.length));
});

it('puts sources that are the same before those that are near', async () => {
  const { store } = await storedSources({
    a: { title: 'One title', issued: '2001' },
    b: { title: 'One title', issued: '2002' },
  });
  const [known = []] = await findKnownSource(store, [{ title: 'One title', issued: '2002' }]);
  expect(known.map(({ id, match, label, status }) => [id, match, label, status])).toEqual([
    ['source:b', 'SAME', 'One title', 'ACCEPTED'],
    ['source:a', 'NEAR', 'One title', 'ACCEPTED'],
  ]);
});

it('finds an identifier among more sources of its title than it compares', async () => {
  const editorials = Array.from({ length: 1_200 }, (_, index) => [
    `editorial-${index}`,
    { title: 'Report of the council', issued: '2008', doi: `10.1000/e${index}` },
  ]);
  const { store } = await storedSources(Object.fromEntries(editorials));
  const [known = []] = await findKnownSource(store, [
    { title: 'Report of the council', issued: '2008', doi: '10.1000/e1199' },
  ]);
  expect(known).toHaveLength(20);
  expect(known[0]).toMatchObject({ id: 'source:editorial-1199', match: 'SAME', reason: 'same DOI' });
});

it('takes titles of every length and make', async () => {
  const titles = ['a '.repeat(500).trim(), 'x'.repeat(1000), '"*(NOT) AND near:', '日本語の題名', '\u{10FFFD}'];
  const { store } = await storedSources(Object.fromEntries(titles.map((title, at) => [`t${at}`, { title }])));
  const known = await findKnownSource(
    store,
    titles.map((title) => ({ title })),
  );
  expect(known.map((each) => each.map(({ match }) => match))).toEqual([['SAME'], ['SAME'], ['SAME'], ['SAME'], []]);
});

it('compares alike from either side', () => {
  const some = <Value>(...values: readonly Value[]) => fc.constantFrom(undefined, null, ...values);
  const reference: fc.Arbitrary<SourceReference> = fc.record({
    title: some('One', 'one!', 'One and more', 'Two'),
    issued: some('2008', '2008-03', '2009'),
    authors: fc.constantFrom([], ['Doe, Cay'], ['C Doe'], ['Roe, Eve']),
    doi: some('10.1000/a', '10.1000/A', '10.1000/b'),
    pmid: some('1', '2'),
    isbn: some('9780306406157'),
    url: some('https://example.org/'),
  });
  fc.assert(
    fc.property(reference, reference, (one, other) => {
      expect(compareSources(one, other)).toEqual(compareSources(other, one));
    }),
    { numRuns: 2_000 },
  );
});
