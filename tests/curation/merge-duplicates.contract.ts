import { beforeEach, describe, expect, it } from 'vitest';
import { anonymous } from '../../src/access/principal.ts';
import { verifyHistory } from '../../src/analysis/audit/verify-history.ts';
import type { Duplicates } from '../../src/curation/merging/merge-duplicates.ts';
import { wholeEntries } from '../../src/curation/merging/whole-entry.ts';
import type { Store } from '../../src/store/store.ts';
import { adding, changeSet, claim, edge, finding, source } from '../contract/write-helpers.ts';
import { ada, ben, curating, eve, studyLink } from './curating.ts';
import { withMethod } from './with-method.ts';

const pair: Duplicates = { duplicate: 'source:two', survivor: 'source:one', why: 'One DOI, typed twice.' };
const back = { id: 'source:two', why: 'They are volumes one and two.' };

/** Merging and parting again: every sentence holds on both engines. */
export function describeMerging(open: () => Promise<Store>): void {
  let store: Store;
  let made: ReturnType<typeof curating>;

  beforeEach(async () => {
    store = await open();
    made = curating(store);
    await store.write(
      changeSet({
        nodes: [
          adding('source:one', { kind: 'ARTICLE', title: 'Courts', authors: ['Ann'] }),
          adding('source:two', { kind: 'REPORT', title: 'Courts, again', doi: '10.1000/two' }, 'some-package'),
          source('other'),
          claim('works'),
          ...['a', 'b', 'c'].map((name) => finding(name)),
          adding('study:trial', { name: 'Trial', design: ['RCT'] }),
          adding('study:review', { name: 'Other', design: ['RCT'] }),
          adding('passage:p', { section: 'Results', ordinal: 0 }),
          adding('organisation:o', { name: 'Office' }),
          adding('outcome:returning', { name: 'Returning' }),
        ],
        edges: [
          edge('REPORTED_IN', 'finding:a', 'source:two', { place: 3 }),
          edge('REPORTED_IN', 'finding:b', 'source:two'),
          edge('REPORTED_IN', 'finding:b', 'source:one', { place: 1 }),
          edge('REPORTED_IN', 'finding:c', 'source:one'),
          edge('REPORTED_IN', 'study:trial', 'source:two'),
          edge('PASSAGE_OF', 'passage:p', 'source:two'),
          edge('INCLUDES', 'source:two', 'study:review'),
          edge('AUTHORED_BY', 'source:two', 'organisation:o'),
          edge('AUTHORED_BY', 'source:one', 'organisation:o', { place: 5 }),
        ],
      }),
    );
  });

  const merging = (more: Partial<Duplicates> = {}, asked = made.asked(ben)) =>
    made.curation.mergeDuplicates({ ...pair, ...more }, asked);
  const parting = (more = {}, asked = made.asked(ben)) => made.curation.undoMerge({ ...back, ...more }, asked);
  const whole = async (id: string, kind = 'EvidenceSource') => (await wholeEntries(store, kind, [id])).get(id);
  const edgesOf = async (id: string, kind?: string) =>
    (await whole(id, kind))?.edges.map(({ from, relationship, to }) => `${from} ${relationship} ${to}`).toSorted();

  it('keeps whoever declared an interest in a topic from what is about the one that stands for it', async () => {
    const topics = [adding('topic:courts', { name: 'Courts' }), adding('topic:court', { name: 'Court' })];
    await store.write(changeSet({ nodes: topics, edges: [edge('ABOUT_TOPIC', 'claim:works', 'topic:courts')] }));
    const interested = { ...eve, conflicts: ['topic:court'] };
    await merging({ duplicate: 'topic:court', survivor: 'topic:courts' });
    const { id } = await made.curation.propose('linkStudy', studyLink(), made.asked(ada));
    await expect(made.step(interested, 'startReview', id)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('topic:court') as unknown,
    });
    expect(await made.step(eve, 'startReview', id)).toMatchObject({ status: 'IN_REVIEW' });
  });

  describe('merging duplicates', () => {
    it('moves every connection once, keeps what the survivor says, and tells what the other one said', async () => {
      const merge = await merging();
      expect(merge).toEqual({
        id: expect.stringMatching(/^merge:/u) as string,
        duplicate: 'source:two',
        survivor: 'source:one',
        differences: [
          { attribute: 'kind', kept: 'ARTICLE', left: 'REPORT' },
          { attribute: 'title', kept: 'Courts', left: 'Courts, again' },
          { attribute: 'authors', kept: ['Ann'], left: [] },
          { attribute: 'doi', kept: null, left: '10.1000/two' },
        ],
        moved: 4,
        leftOut: 2,
      });
      expect(await edgesOf('source:one')).toEqual([
        'finding:a REPORTED_IN source:one',
        'finding:b REPORTED_IN source:one',
        'finding:c REPORTED_IN source:one',
        'passage:p PASSAGE_OF source:one',
        'source:one AUTHORED_BY organisation:o',
        'source:one INCLUDES study:review',
        'study:trial REPORTED_IN source:one',
      ]);
      expect((await whole('source:one'))?.attributes).toMatchObject({ title: 'Courts', doi: null });
      expect(await whole('source:two')).toBeUndefined();
      expect((await store.counts()).nodes).toMatchObject({ EvidenceSource: 2 });
    });

    it('is told by the history of both: who, in which role, when and why', async () => {
      await merging();
      const why = 'Merged source:two into source:one: One DOI, typed twice.';
      const last = async (id: string) => (await store.historyOf(id, { after: 0, first: 10 })).at(-1);
      expect(await last('source:one')).toMatchObject({ what: 'CHANGED', by: ben.id, role: 'REVIEWER', why });
      expect(await last('source:two')).toMatchObject({
        what: 'REMOVED',
        why,
        before: { title: 'Courts, again', reviewPackage: 'some-package' },
      });
    });

    it('writes nothing in a dry run, which says the same', async () => {
      const before = await store.ping();
      const dry = await made.curation.mergeDuplicates(pair, made.asked(ben), true);
      expect(await store.ping()).toEqual(before);
      expect(await store.records({ type: 'merge', after: null, first: 1 })).toEqual([]);
      expect({ ...(await merging()), id: null }).toEqual(dry);
    });

    it('has one effect however often and however many ask with one key, and another request is refused', async () => {
      const asked = made.asked(ben, 'same');
      const all = await Promise.all(Array.from({ length: 10 }, () => merging({}, asked)));
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
      expect(await merging({}, asked)).toEqual(all[0]);
      await expect(merging({ why: 'Another.' }, asked)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
      expect((await store.historyOf('source:one', { after: 0, first: 10 })).map(({ what }) => what)).toEqual([
        'ADDED',
        'CHANGED',
      ]);
    });

    it('of one entry into two others at once succeeds once', async () => {
      const results = await Promise.allSettled([merging(), merging({ survivor: 'source:other' })]);
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'WRONG_STATE' } });
      expect((await store.counts()).nodes).toMatchObject({ EvidenceSource: 2 });
    });

    it('takes along what was connected while it was being made', async () => {
      const late = curating(
        withMethod(store, 'write', async (changes) => {
          if (!connected) await store.write(changeSet({ edges: [edge('REPORTED_IN', 'finding:c', 'source:two')] }));
          connected = true;
          return store.write(changes);
        }),
      );
      let connected = false;
      expect(await late.curation.mergeDuplicates(pair, late.asked(ben, 'late'))).toMatchObject({
        moved: 4,
        leftOut: 3,
      });
      await parting();
      expect(await edgesOf('source:two')).toContain('finding:c REPORTED_IN source:two');
    });

    it('is for reviewers', async () => {
      await expect(merging({}, made.asked(anonymous))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      await expect(merging({}, made.asked(ada))).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(parting({}, made.asked(ada))).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect(await whole('source:two')).toBeDefined();
    });

    it.each([
      ['a kind that names nothing in the world', 'duplicate', { duplicate: 'claim:works', survivor: 'claim:works' }],
      ['two kinds', 'survivor', { survivor: 'study:trial' }],
      ['an entry with itself', 'survivor', { survivor: 'source:two' }],
      ['what is no id', 'duplicate', { duplicate: "source:x' OR 1=1" }],
      ['an id without end', 'survivor', { survivor: `source:${'x'.repeat(10_001)}` }],
    ])('refuses %s, and names the field', async (_, path, more) => {
      await expect(merging(more)).rejects.toMatchObject({ code: 'VALIDATION_FAILED', problems: [{ path }] });
    });

    it('refuses what is not there, and names the field', async () => {
      await expect(merging({ duplicate: 'source:none', survivor: 'source:gone' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        problems: [{ path: 'duplicate' }, { path: 'survivor' }],
      });
    });

    it('refuses to lose a retraction, and moves needs for review where both are retracted', async () => {
      const retract = (id: string) =>
        made.curation.recordNotice(
          { source: id, attributes: { nature: 'RETRACTION', date: '2026-02' }, why: null },
          made.asked(ben),
        );
      const used = [adding('evidence-link:l', { stance: 'SUPPORTS', basis: 'STATED' })];
      await store.write(changeSet({ nodes: used, edges: [edge('USES', 'evidence-link:l', 'source:two')] }));
      await retract('source:two');
      await expect(merging()).rejects.toMatchObject({
        code: 'WRONG_STATE',
        message: expect.stringContaining('source:two is RETRACTED and source:one is CURRENT') as string,
      });
      await retract('source:one');
      await merging();
      const needs = async () =>
        (await made.curation.needsReview(10, null)).needs.map(({ entry, source: of }) => [entry, of]);
      expect(await needs()).toEqual([['evidence-link:l', 'source:one']]);
      await parting();
      expect(await needs()).toEqual([['evidence-link:l', 'source:two']]);
    });

    it('makes one facet of two, and refuses where another one stands between them', async () => {
      const topics = ['wide', 'between', 'narrow', 'beside'].map((name) => adding(`topic:${name}`, { name }));
      const broader = (from: string, to: string) => edge('BROADER', `topic:${from}`, `topic:${to}`);
      await store.write(
        changeSet({
          nodes: topics,
          edges: [
            broader('narrow', 'between'),
            broader('between', 'wide'),
            broader('beside', 'narrow'),
            edge('ABOUT_TOPIC', 'claim:works', 'topic:beside'),
          ],
        }),
      );
      for (const [duplicate, survivor] of [
        ['topic:narrow', 'topic:wide'],
        ['topic:wide', 'topic:narrow'],
      ] as const)
        await expect(merging({ duplicate, survivor })).rejects.toMatchObject({
          code: 'VALIDATION_FAILED',
          problems: [{ path: 'survivor', message: expect.stringContaining('topic:between') as string }],
        });
      expect(await merging({ duplicate: 'topic:beside', survivor: 'topic:narrow' })).toMatchObject({
        moved: 1,
        leftOut: 1,
      });
      const { edges = [] } = (await whole('topic:narrow', 'Topic')) ?? {};
      expect(edges.map(({ from, to }) => `${from} → ${to}`).toSorted()).toEqual([
        'claim:works → topic:narrow',
        'topic:narrow → topic:between',
      ]);
    });
  });

  describe('the old id', () => {
    it('may be used in new links, in notices, and by what was proposed before the merge', async () => {
      const before = await made.curation.propose(
        'linkStudy',
        studyLink({ source: { id: 'source:two' } }),
        made.asked(ada),
      );
      await merging();
      await made.step(ben, 'startReview', before.id);
      await made.step(ben, 'accept', before.id);
      const { edges } = await made.curation.propose(
        'linkStudy',
        studyLink({ source: { id: 'source:two' } }),
        made.asked(eve),
      );
      const reported = edges.filter(({ relationship }) => relationship === 'REPORTED_IN');
      expect(new Set(reported.map(({ to }) => to))).toEqual(new Set(['source:one']));
      const [finding = ''] = before.nodes.filter(({ id }) => id.startsWith('finding:')).map(({ id }) => id);
      expect(await edgesOf('source:one')).toContain(`${finding} REPORTED_IN source:one`);
      const notice = { source: 'source:two', attributes: { nature: 'RETRACTION', date: '2026-02' }, why: null };
      expect(await made.curation.recordNotice(notice, made.asked(ben))).toMatchObject({ source: 'source:one' });
      expect((await whole('source:one'))?.attributes).toMatchObject({ standing: 'RETRACTED' });
    });

    it('is taken as what stands for it by a draft that is older than the merge, once that is handed in', async () => {
      const link = studyLink({ source: { id: 'source:two' } });
      const { id } = await made.curation.propose('linkStudy', link, { ...made.asked(ada), submit: false });
      await merging();
      const { edges } = await made.step(ada, 'submit', id);
      const reported = edges.filter(({ relationship }) => relationship === 'REPORTED_IN');
      expect(new Set(reported.map(({ to }) => to))).toEqual(new Set(['source:one']));
      await expect(made.curation.propose('linkStudy', link, made.asked(ada))).rejects.toMatchObject({
        code: 'DUPLICATE',
        existing: id,
      });
    });

    describe('in revisions', () => {
      beforeEach(async () => {
        const outcomes = ['old', 'new', 'far'].map((name) => adding(`outcome:${name}`, { name }));
        await store.write(changeSet({ nodes: outcomes, edges: [edge('ABOUT_OUTCOME', 'claim:works', 'outcome:old')] }));
      });
      const revising = async (fields: object) =>
        made.curation.revise(
          {
            id: 'claim:works',
            expectedVersion: (await whole('claim:works', 'Claim'))?.version ?? 0,
            changes: [{ kind: 'Claim', fields: { about: fields } }],
          },
          made.asked(ada),
        );
      const accepting = async (id: string) => {
        await made.step(ben, 'startReview', id);
        await made.step(ben, 'accept', id);
      };

      it('is what the survivor is, and that once', async () => {
        const { id } = await revising({ add: ['outcome:new', 'outcome:far'] });
        await merging({ duplicate: 'outcome:new', survivor: 'outcome:far' });
        await accepting(id);
        expect(await edgesOf('claim:works', 'Claim')).toEqual([
          'claim:works ABOUT_OUTCOME outcome:far',
          'claim:works ABOUT_OUTCOME outcome:old',
        ]);
      });

      it('is not taken away any more, as whoever wanted that did not know the survivor', async () => {
        const { id } = await revising({ remove: ['outcome:old'] });
        await merging({ duplicate: 'outcome:old', survivor: 'outcome:far' });
        await expect(accepting(id)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
        expect(await edgesOf('claim:works', 'Claim')).toEqual(['claim:works ABOUT_OUTCOME outcome:far']);
      });

      it('is in a list already where the survivor is, and is no entry that can be revised', async () => {
        await merging({ duplicate: 'outcome:far', survivor: 'outcome:old' });
        await expect(revising({ add: ['outcome:far'] })).rejects.toMatchObject({
          code: 'VALIDATION_FAILED',
          problems: [{ path: 'changes.0.claim.about.add.0', message: 'is there already' }],
        });
        const changes = [{ kind: 'Outcome', fields: { name: 'Far away' } }];
        await expect(
          made.curation.revise({ id: 'outcome:far', expectedVersion: 1, changes }, made.asked(ada)),
        ).rejects.toMatchObject({
          code: 'WRONG_STATE',
          message: expect.stringContaining('outcome:far was merged into outcome:old') as string,
        });
      });
    });

    it('is no duplicate any more, stands for the survivor, and leads along a chain of merges', async () => {
      await merging();
      await expect(merging({ survivor: 'source:other' })).rejects.toMatchObject({
        code: 'WRONG_STATE',
        message: expect.stringContaining('source:two was merged into source:one already') as string,
      });
      await expect(merging({ duplicate: 'source:one', survivor: 'source:two' })).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
      });
      await merging({ duplicate: 'source:one', survivor: 'source:other' });
      const { edges } = await made.curation.propose(
        'linkStudy',
        studyLink({ source: { id: 'source:two' } }),
        made.asked(ada),
      );
      expect(edges.map(({ to }) => to)).toContain('source:other');
      await expect(parting()).rejects.toMatchObject({
        code: 'WRONG_STATE',
        message: expect.stringContaining('merged into source:other since') as string,
      });
      await parting({ id: 'source:one' });
      expect(await parting()).toMatchObject({ duplicate: 'source:two' });
    });

    it('keeps its DOI: whoever adds the document again is led to the survivor', async () => {
      await merging();
      const attributes = { kind: 'REPORT', title: 'Courts, again', doi: '10.1000/TWO' };
      const again = () => made.curation.propose('linkStudy', studyLink({ source: { attributes } }), made.asked(ada));
      const { edges, id } = await again();
      expect(edges.map(({ to }) => to)).toContain('source:one');
      await made.step(ada, 'withdraw', id);
      await parting();
      expect((await again()).edges.map(({ to }) => to)).toContain('source:two');
    });
  });

  describe('parting again', () => {
    it('restores the entry, its connections and their places exactly, also after the survivor was changed', async () => {
      const { version: _, ...before } = (await whole('source:two')) ?? { version: 0 };
      const one = await edgesOf('source:one');
      await merging();
      const survivor = await whole('source:one');
      const attributes = { ...survivor?.attributes, title: 'Courts, revised' };
      await store.write(
        changeSet({
          nodes: [{ ...adding('source:one', attributes), expectedVersion: survivor?.version ?? 0 }, finding('d')],
          edges: [edge('REPORTED_IN', 'finding:d', 'source:one')],
        }),
      );
      expect(await parting()).toMatchObject({ duplicate: 'source:two', survivor: 'source:one' });
      const { version, ...after } = (await whole('source:two')) ?? { version: 0 };
      expect(after).toEqual(before);
      expect(version).toBe(1);
      expect((await whole('source:one'))?.attributes).toMatchObject({ title: 'Courts, revised' });
      expect(new Set(await edgesOf('source:one'))).toEqual(
        new Set([...(one ?? []), 'finding:d REPORTED_IN source:one']),
      );
      const why = 'Parted source:two from source:one again: They are volumes one and two.';
      for (const id of ['source:one', 'source:two'])
        expect((await store.historyOf(id, { after: 0, first: 10 })).at(-1)).toMatchObject({ by: ben.id, why });
    });

    it('keeps the chain over the history, which tells the graph as it is after each', async () => {
      await merging();
      expect(await verifyHistory(store)).toMatchObject({ broken: null, replayed: { differing: 0 } });
      await parting();
      expect(await verifyHistory(store)).toMatchObject({ broken: null, replayed: { differing: 0 } });
    });

    it('refuses where a connection that moved was removed since, and says which', async () => {
      await merging();
      await store.write(
        changeSet({ removedEdges: [{ relationship: 'REPORTED_IN', from: 'finding:a', to: 'source:one' }] }),
      );
      await expect(parting()).rejects.toMatchObject({
        code: 'WRONG_STATE',
        message: expect.stringContaining('finding:a REPORTED_IN source:one') as string,
      });
      expect(await whole('source:two')).toBeUndefined();
    });

    it('refuses where what it was connected with was merged since', async () => {
      await store.write(changeSet({ edges: [edge('REPORTED_IN', 'study:trial', 'source:one')] }));
      await merging();
      await merging({ duplicate: 'study:trial', survivor: 'study:review' });
      await expect(parting()).rejects.toMatchObject({
        code: 'WRONG_STATE',
        message: expect.stringContaining('study:trial') as string,
      });
    });

    it('refuses what was never merged or is back already, and once repeated answers as before', async () => {
      for (const id of ['source:one', 'source:none', 'x'.repeat(10_001), "a' b"])
        await expect(parting({ id })).rejects.toMatchObject({ code: 'NOT_FOUND', problems: [{ path: 'id' }] });
      await merging();
      const asked = made.asked(ben, 'part');
      const first = await parting({}, asked);
      expect(await parting({}, asked)).toEqual(first);
      await expect(parting()).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await merging()).id).not.toBe(first.id);
    });
  });
}
