import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { adding, changeSet } from '../../contract/write-helpers.ts';
import { ada, ben, eve } from '../curating.ts';
import { code, proposing } from './describe-verb.ts';
import { rightFinding } from './findings.ts';
import { hostileText, openWorld } from './world.ts';

/** What one verb means for another: an argument is one, however it is made, and so is a source. */
describe('what is proposed in several ways', () => {
  let store: Store;
  let made: ReturnType<typeof proposing>;
  beforeEach(async () => {
    store = await openWorld();
    made = proposing(store);
  });
  const argument = { claim: 'claim:works', uses: 'finding:known', link: { stance: 'SUPPORTS' } };
  const newSource = { kind: 'ARTICLE', title: 'A new trial', doi: '10.1000/new', issued: '2025' };

  it('is one argument of claim, evidence and author, until it came to nothing', async () => {
    const first = await made.propose('link', argument);
    await expect(made.propose('link', { ...argument, link: { stance: 'DISPUTES' } })).rejects.toThrow(
      expect.objectContaining({ code: 'DUPLICATE', existing: first.id }),
    );
    expect(await made.propose('link', { ...argument, uses: 'claim:cheap' })).toMatchObject({ status: 'SUBMITTED' });
    expect(await made.propose('link', { ...argument, claim: 'claim:cheap' })).toMatchObject({ status: 'SUBMITTED' });
    expect(await made.propose('link', argument, eve)).toMatchObject({ by: eve.id });
    await made.step(ada, 'withdraw', first.id);
    expect(await made.propose('link', argument)).toMatchObject({ status: 'SUBMITTED' });
  });

  it('is the same argument where the finding came with it', async () => {
    const whole = { ...rightFinding, claim: 'claim:works', link: { stance: 'DISPUTES' } };
    const { id, nodes } = await made.propose('linkStudy', whole);
    await made.accept(id);
    const added = (prefix: string) => nodes.find((node) => node.id.startsWith(prefix))?.id;
    for (const uses of [added('finding:'), added('source:')])
      await expect(made.propose('link', { ...argument, uses })).rejects.toThrow(code('DUPLICATE'));
  });

  it('holds nothing as a draft, and is asked again when it is submitted', async () => {
    const draft = await made.propose('addSource', { source: newSource }, ada, { submit: false });
    const other = await made.propose('addSource', { source: newSource }, eve);
    await expect(made.step(ada, 'submit', draft.id)).rejects.toThrow(
      expect.objectContaining({ code: 'DUPLICATE', existing: other.id }),
    );
    expect(await made.curation.proposal(draft.id)).toMatchObject({ status: 'DRAFT', version: 1 });
    await made.step(eve, 'withdraw', other.id);
    expect(await made.step(ada, 'submit', draft.id)).toMatchObject({ status: 'SUBMITTED' });
  });

  it('is never seen by others where it was taken back before it was handed in', async () => {
    const kept = await made.propose('addSource', { source: newSource }, ada, { submit: false });
    const handed = await made.propose('link', argument);
    for (const { id } of [kept, handed]) await made.step(ada, 'withdraw', id);
    const { proposals } = await made.curation.proposals({ status: 'WITHDRAWN' }, 10, null);
    expect(proposals.map(({ id }) => id)).toEqual([handed.id]);
    await expect(made.step(ben, 'comment', kept.id, { why: 'Hm.' })).rejects.toThrow(code('NOT_FOUND'));
  });

  it('is one source by a DOI of any length and any letters', async () => {
    for (const doi of [`10.1000/${'x'.repeat(280)}`, '10.1000/straße']) {
      const source = (title: string) => ({ source: { kind: 'ARTICLE', title, doi } });
      const { id } = await made.propose('addSource', source('One'));
      await expect(made.propose('addSource', source('The other'), eve)).rejects.toThrow(
        expect.objectContaining({ code: 'DUPLICATE', existing: id }),
      );
    }
  });

  it('takes the source that another proposal adds, and one source where two are the same', async () => {
    const { subject } = await made.propose('addSource', { source: newSource });
    const study = {
      study: { name: 'A study' },
      reportedIn: [{ new: newSource }, { new: { ...newSource, title: 'Again' } }],
    };
    const { id, nodes, edges } = await made.propose('addStudy', study, eve);
    expect(nodes.map((node) => node.id.split(':')[0])).toEqual(['study']);
    expect(edges.map(({ relationship, to }) => [relationship, to])).toEqual([['REPORTED_IN', subject]]);
    await made.step(ben, 'startReview', id);
    await expect(made.step(ben, 'accept', id)).rejects.toThrow(code('DEPENDENCY_NOT_ACCEPTED'));
  });

  it('is not accepted once the graph has the source from elsewhere', async () => {
    const { id } = await made.propose('linkStudy', {
      ...rightFinding,
      claim: 'claim:works',
      link: { stance: 'MIXED' },
    });
    await store.write(changeSet({ nodes: [adding('source:imported', newSource)] }));
    await made.step(ben, 'startReview', id);
    await expect(made.step(ben, 'accept', id)).rejects.toThrow(
      expect.objectContaining({ code: 'DUPLICATE', existing: 'source:imported' }),
    );
  });

  it('keeps apart the chapters of one book, which share its ISBN', async () => {
    const chapter = (title: string) => ({ source: { kind: 'REPORT', title, isbn: '978-0-306-40615-7' } });
    const one = await made.propose('addSource', chapter('First chapter'));
    expect(await made.propose('addSource', chapter('Second chapter'))).toMatchObject({ status: 'SUBMITTED' });
    await expect(made.propose('addSource', chapter('First Chapter'), eve)).rejects.toThrow(
      expect.objectContaining({ code: 'DUPLICATE', existing: one.id }),
    );
  });

  it('keeps a text as it is, whatever it would do where it were run', async () => {
    const { id, nodes } = await made.propose('proposeClaim', { claim: { text: hostileText, type: 'HARM' } });
    await made.accept(id);
    const proposal = await made.curation.proposal(id);
    expect(nodes[0]?.attributes['text']).toBe(hostileText);
    expect(proposal.nodes[0]?.attributes['text']).toBe(hostileText);
    expect(await made.propose('link', { ...argument, uses: nodes[0]?.id })).toMatchObject({ status: 'SUBMITTED' });
  });

  it('is not accepted once what it rests on fell', async () => {
    const { id } = await made.propose('link', argument);
    const notice = { source: 'source:plain', attributes: { nature: 'RETRACTION' }, why: null };
    await made.curation.recordNotice(notice, made.asked(ben));
    await made.step(eve, 'startReview', id);
    await expect(made.step(eve, 'accept', id)).rejects.toThrow(
      expect.objectContaining({
        code: 'DEPENDENCY_NOT_ACCEPTED',
        problems: [{ path: 'finding:known', message: 'stands in source:plain, which is retracted' }],
      }),
    );
  });

  it('is not decided on by whoever declared an interest in a topic of what it is about', async () => {
    const interested = { ...ben, conflicts: ['topic:courts'] };
    const verdict = { rates: 'claim:works', level: 'rating-level:good' };
    for (const { id } of [await made.propose('link', argument), await made.propose('assess', verdict)])
      await expect(made.step(interested, 'startReview', id)).rejects.toThrow(code('FORBIDDEN'));
  });
});
