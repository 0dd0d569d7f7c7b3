import { beforeEach, describe, expect, it } from 'vitest';
import { anonymous, type Principal } from '../../../src/access/principal.ts';
import { readRevision } from '../../../src/curation/revisions/revision.ts';
import { evidenceModel } from '../../../src/domain/model.ts';
import type { Store } from '../../../src/store/store.ts';
import { byIds, idsOf, relation, wanting } from '../../contract/read-helpers.ts';
import { ada, ben, eve } from '../curating.ts';
import { code, proposing, refusalOf, type Wrong } from './describe-verb.ts';
import { rightFinding } from './findings.ts';
import { openWorld } from './world.ts';

let store: Store;
let made: ReturnType<typeof proposing>;
beforeEach(async () => {
  store = await openWorld();
  made = proposing(store);
});

type Fields = Readonly<Record<string, unknown>>;

const revise = async (fields: Fields, by: Principal = ada, more: { key?: string; submit?: boolean } = {}) => {
  const revision = readRevision(evidenceModel, { expectedVersion: 1, ...fields });
  return made.curation.revise(revision, { ...made.asked(by, more.key), submit: more.submit ?? true });
};

describe('revising an accepted entry', () => {
  const claimNow = async () =>
    (
      await byIds(
        store,
        ['claim:works'],
        wanting('Claim', ['version', 'text', 'type'], {
          outcomes: relation('outcomes', wanting('Outcome')),
        }),
      )
    )[0];
  const changes = { text: 'It works there.', about: { add: ['outcome:dying'], remove: ['outcome:returning'] } };
  const right = { id: 'claim:works', changes: [{ claim: changes }] };

  it('is a proposal that changes what is named and nothing else, and tells how it was', async () => {
    const before = await claimNow();
    const { id, nodes, removedEdges, verb, summary } = await revise(right);
    expect([verb, summary]).toEqual(['revise', 'It works there.']);
    expect(nodes).toEqual([
      {
        id: 'claim:works',
        expectedVersion: 1,
        attributes: { text: 'It works there.', type: 'EFFECTIVENESS', asserts: null },
        before: { text: 'It works.' },
      },
    ]);
    expect(removedEdges).toEqual([{ relationship: 'ABOUT_OUTCOME', from: 'claim:works', to: 'outcome:returning' }]);
    expect(await claimNow()).toEqual(before);
    await made.accept(id);
    const after = await claimNow();
    expect(after).toMatchObject({ version: 2, text: 'It works there.', type: 'EFFECTIVENESS' });
    expect(idsOf(after?.['outcomes'])).toEqual(['outcome:dying']);
    const told = await store.historyOf('claim:works', { after: 0, first: 10 });
    expect(told.at(-1)).toMatchObject({ what: 'CHANGED', by: ben.id, before: { text: 'It works.' } });
  });

  it('from another version is refused, at once and again when it is to be accepted', async () => {
    await expect(revise({ ...right, expectedVersion: 2 })).rejects.toThrow(code('VERSION_CONFLICT'));
    const first = await revise(right);
    const second = await revise({ id: 'claim:works', changes: [{ claim: { type: 'HARM' } }] }, eve);
    await made.accept(first.id);
    await made.step(ben, 'startReview', second.id);
    await expect(made.step(ben, 'accept', second.id)).rejects.toThrow(code('VERSION_CONFLICT'));
    expect(await claimNow()).toMatchObject({ version: 2, type: 'EFFECTIVENESS' });
    const draft = await revise({ id: 'claim:cheap', changes: [{ claim: { type: 'COST' } }] }, ada, { submit: false });
    await made.accept(
      (await made.propose('link', { claim: 'claim:cheap', uses: 'source:plain', link: { stance: 'MIXED' } })).id,
    );
    await expect(made.step(ada, 'submit', draft.id)).rejects.toThrow(code('VERSION_CONFLICT'));
  });

  it('adds to lists and removes from them, and keeps what nobody gives', async () => {
    const authors = (fields: Fields, expectedVersion: number) =>
      revise({ id: 'source:known', expectedVersion, changes: [{ source: { authors: fields } }] });
    const now = async () =>
      (await byIds(store, ['source:known'], wanting('EvidenceSource', ['authors', 'doi', 'standing'])))[0];
    await made.accept((await authors({ add: ['Ada', 'Ben', 'Eve'] }, 1)).id);
    await made.accept((await authors({ remove: ['Ben'], add: ['Bea'] }, 2)).id);
    expect(await now()).toMatchObject({ authors: ['Ada', 'Eve', 'Bea'], doi: '10.1000/known', standing: 'CURRENT' });
    await made.accept((await authors({ set: [] }, 3)).id);
    expect(await now()).toMatchObject({ authors: [], doi: '10.1000/known' });
  });

  it('gives a source an identifier that no other has, and frees the one it had', async () => {
    const doi = (id: string, fields: string | null) => revise({ id, changes: [{ source: { doi: fields } }] });
    await expect(doi('source:plain', 'https://doi.org/10.1000/KNOWN')).rejects.toThrow(
      expect.objectContaining({ code: 'DUPLICATE', existing: 'source:known' }),
    );
    const source = (title: string) => ({ source: { kind: 'ARTICLE', title, doi: '10.1000/new' } });
    const { id, subject } = await made.propose('addSource', source('One'));
    await made.accept(id);
    await made.accept((await doi(subject, '10.1000/newer')).id);
    expect(await made.propose('addSource', source('The other'))).toMatchObject({ status: 'SUBMITTED' });
    const newer = { source: { kind: 'ARTICLE', title: 'x', doi: '10.1000/newer' } };
    await expect(made.propose('addSource', newer)).rejects.toThrow(code('DUPLICATE'));
  });

  it('has a new anchor looked for again', async () => {
    const { id, nodes } = await made.propose('addFinding', rightFinding);
    await made.accept(id);
    const passage = nodes.find((node) => node.id.startsWith('passage:'))?.id ?? '';
    const revised = await revise({ id: passage, changes: [{ passage: { anchor: 'fewer returned' } }] });
    expect(revised.nodes[0]?.attributes).toMatchObject({ anchor: 'fewer returned', anchorState: 'UNCHECKED' });
  });

  it('is for whoever may propose, and has one effect for one key', async () => {
    await expect(revise(right, anonymous)).rejects.toThrow(code('UNAUTHENTICATED'));
    const all = await Promise.all(Array.from({ length: 8 }, () => revise(right, ada, { key: 'same' })));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    await expect(revise({ ...right, expectedVersion: 2 }, ada, { key: 'same' })).rejects.toThrow(
      code('IDEMPOTENCY_KEY_REUSED'),
    );
  });

  const claim = (fields: Fields) => ({ changes: [{ claim: fields }] });
  it.each<Wrong>([
    ['what is not there', { id: 'claim:none' }, { code: 'NOT_FOUND', paths: ['id'] }],
    ['what is no id', { id: 'works' }, { code: 'INVALID_ARGUMENT' }],
    ['a notice, which is an event', { id: 'notice:x' }, { code: 'INVALID_ARGUMENT' }],
    ['a version that cannot be', { expectedVersion: 0 }, { paths: ['expectedVersion'] }],
    ['no change', { changes: [] }, { paths: ['changes'] }],
    ['a change of nothing', claim({ text: 'It works.' }), { paths: ['changes.0.claim'], says: 'changes nothing' }],
    ['two kinds in one change', { changes: [{ claim: {}, study: {} }] }, { paths: ['changes.0'] }],
    ['another kind', { changes: [{ study: { name: 'x' } }] }, { paths: ['changes.0.entry'] }],
    ['another entry', { changes: [{ entry: 'claim:cheap', claim: {} }] }, { paths: ['changes.0.entry'] }],
    ['an attribute that it has not', claim({ title: 'x' }), { paths: ['changes.0.claim.title'] }],
    ['an attribute emptied that it needs', claim({ text: null }), { paths: ['changes.0.claim.text'] }],
    ['a text of 10,001 characters', claim({ text: 'x'.repeat(10_001) }), { paths: ['changes.0.claim.text'] }],
    ['control characters', claim({ text: 'a\u0000' }), { paths: ['changes.0.claim.text'] }],
    ['lists that are none', claim({ about: ['outcome:dying'] }), { paths: ['changes.0.claim.about'] }],
    ['what it cannot be about', claim({ about: { add: ['study:known'] } }), { paths: ['changes.0.claim.about.add.0'] }],
    [
      'what it is not about',
      claim({ about: { remove: ['outcome:dying'] } }),
      { paths: ['changes.0.claim.about.remove.0'] },
    ],
    [
      'what it is about already',
      claim({ about: { add: ['outcome:returning'] } }),
      { paths: ['changes.0.claim.about.add.0'] },
    ],
    [
      'a topic that is not there',
      claim({ about: { add: ['topic:none'] } }),
      { code: 'NOT_FOUND', paths: ['changes.0.claim.about.add.0'] },
    ],
    [
      '251 topics',
      claim({ about: { add: Array.from({ length: 251 }, () => 'topic:courts') } }),
      { paths: ['changes.0.claim.about.add'] },
    ],
    [
      'a list that claims have not',
      claim({ reportedIn: { add: ['source:plain'] } }),
      { paths: ['changes.0.claim.reportedIn'] },
    ],
  ])('is refused with %s', async (_, fields, { code: refused = 'VALIDATION_FAILED', ...refusal }) => {
    expect(await refusalOf(revise({ ...right, ...fields }), refusal)).toEqual({ code: refused, ...refusal });
    expect((await made.curation.proposals({ owner: ada.id }, 1, null)).proposals).toEqual([]);
  });

  const source = (fields: Fields) => ({ id: 'source:fallen', changes: [{ source: fields }] });
  it.each<Wrong>([
    ['a standing, which notices tell', source({ standing: 'CURRENT' }), { paths: ['changes.0.source.standing'] }],
    [
      'an author who is not there',
      source({ authors: { remove: ['Nobody'] } }),
      { paths: ['changes.0.source.authors.remove.0'] },
    ],
    ['one author twice', source({ authors: { add: ['A', 'A'] } }), { paths: ['changes.0.source.authors.add.1'] }],
    [
      '251 authors',
      source({ authors: { set: Array.from({ length: 251 }, String) } }),
      { paths: ['changes.0.source.authors'] },
    ],
    ['a list where a change of it is due', source({ authors: ['A'] }), { paths: ['changes.0.source.authors'] }],
    ['a date that lies ahead', source({ issued: '2999' }), { paths: ['changes.0.source.issued'] }],
    [
      'evidence that fell',
      { id: 'finding:known', changes: [{ finding: { reportedIn: { add: ['source:fallen'] } } }] },
      { code: 'RETRACTED', existing: 'source:fallen' },
    ],
  ])(
    'of a source or a finding is refused with %s',
    async (_, fields, { code: refused = 'VALIDATION_FAILED', ...refusal }) => {
      expect(await refusalOf(revise(fields), refusal)).toEqual({ code: refused, ...refusal });
    },
  );
});

describe('revising a draft', () => {
  const whole = { ...rightFinding, claim: 'claim:works', link: { stance: 'DISPUTES' } };
  const draft = () => made.propose('linkStudy', whole, ada, { submit: false });
  const attributesOf = (nodes: readonly { id: string; attributes: object }[], prefix: string) =>
    nodes.find(({ id }) => id.startsWith(prefix))?.attributes;

  it('changes what is named of each entry it adds, and what that is about', async () => {
    const { id } = await draft();
    const finding = {
      text: 'As many returned.',
      measures: { add: [{ value: 5, qualifier: 'EXACT' }], remove: [{ value: 4, qualifier: 'ABOUT' }] },
    };
    const about = { add: ['outcome:dying'], remove: ['outcome:returning'] };
    const revised = await revise({
      id,
      changes: [{ finding: { ...finding, about } }, { source: { doi: null, authors: { add: ['Ada'] } } }],
    });
    expect(revised).toMatchObject({ id, status: 'DRAFT', version: 2, removedEdges: [] });
    expect(attributesOf(revised.nodes, 'finding:')).toMatchObject({
      kind: 'EFFECT_ESTIMATE',
      text: 'As many returned.',
      measures: [{ value: 5, qualifier: 'EXACT' }],
    });
    expect(attributesOf(revised.nodes, 'source:')).toMatchObject({ title: 'A new trial', doi: null, authors: ['Ada'] });
    const facets = revised.edges.filter(({ relationship }) => relationship === 'ABOUT_OUTCOME').map(({ to }) => to);
    expect(facets).toEqual(['outcome:dying']);
    expect(revised.entries.map(({ step }) => step)).toEqual(['draft', 'revise']);
    await made.step(ada, 'submit', id);
    expect(await made.accept(id)).toMatchObject({ status: 'ACCEPTED' });
    expect((await store.counts()).edges).toMatchObject({ ABOUT_OUTCOME: 2 });
  });

  it('that changes an accepted entry goes on from how that is', async () => {
    const claim = (fields: Fields) => [{ claim: fields }];
    const about = { add: ['outcome:dying'], remove: ['outcome:returning'] };
    const { id } = await revise({ id: 'claim:works', changes: claim({ type: 'HARM', about }) }, ada, { submit: false });
    const back = { add: ['outcome:returning'], remove: ['outcome:dying'] };
    const revised = await revise({ id, changes: claim({ type: 'EFFECTIVENESS', text: 'So it is.', about: back }) });
    expect(revised).toMatchObject({ nodes: [{ before: { text: 'It works.' } }], edges: [], removedEdges: [] });
    await expect(revise({ id, changes: claim({ type: 'HARM' }) })).rejects.toThrow(code('VERSION_CONFLICT'));
  });

  it('says which entries there are, where several may be meant', async () => {
    const two = [{ new: { kind: 'WEB', title: 'One' } }, { new: { kind: 'WEB', title: 'Two' } }];
    const { id, nodes } = await made.propose('addStudy', { study: { name: 'x' }, reportedIn: two }, ada, {
      submit: false,
    });
    const change = (entry?: string) => revise({ id, changes: [{ entry, source: { title: 'Three' } }] });
    const sources = nodes.filter((node) => node.id.startsWith('source:')).map((node) => node.id);
    await expect(change()).rejects.toThrow(sources.join(', '));
    const { nodes: revised } = await change(sources[1]);
    expect(revised.map(({ attributes }) => attributes['title'])).toEqual([undefined, 'One', 'Three']);
  });

  it('is for its author, while it is a draft', async () => {
    const { id } = await draft();
    const change = { id, changes: [{ finding: { text: 'x' } }] };
    await expect(revise(change, anonymous)).rejects.toThrow(code('UNAUTHENTICATED'));
    await expect(revise(change, ben)).rejects.toThrow(code('NOT_FOUND'));
    const all = await Promise.all(Array.from({ length: 8 }, () => revise(change, ada, { key: 'same' })));
    expect(all.map(({ version }) => version)).toEqual(Array.from({ length: 8 }, () => 2));
    await made.step(ada, 'submit', id);
    await expect(revise({ ...change, expectedVersion: 3 })).rejects.toThrow(code('WRONG_STATE'));
    await expect(revise({ ...change, expectedVersion: 3 }, ben)).rejects.toThrow(code('WRONG_STATE'));
  });

  it('names every wrong field, and leaves it as it was', async () => {
    const { id } = await draft();
    const wrong = revise({
      id,
      changes: [
        { finding: { text: '', measures: { add: [{ lower: 2, upper: 1, qualifier: 'RANGE' }] } } },
        { claim: {} },
      ],
    });
    expect(await refusalOf(wrong, { paths: [] })).toEqual({
      code: 'VALIDATION_FAILED',
      paths: ['changes.0.finding.text', 'changes.1.entry'],
    });
    expect(await made.curation.proposal(id)).toMatchObject({ version: 1 });
  });
});
