import { beforeEach, describe, expect, it } from 'vitest';
import { anonymous } from '../../src/access/principal.ts';
import { readInput } from '../../src/curation/verbs/read-input.ts';
import { verbs } from '../../src/curation/verbs/verbs.ts';
import { suggestClaims } from '../../src/curation/suggestions/suggest-claims.ts';
import type { Store } from '../../src/store/store.ts';
import { UnknownOutcome } from '../../src/store/unknown-outcome.ts';
import type { PageAnswer } from '../../src/store/read-plan.ts';
import { byIds, relation, wanting } from '../contract/read-helpers.ts';
import { adding, changeSet, claim, edge, source } from '../contract/write-helpers.ts';
import { countedRounds } from '../../tools/counted-rounds.ts';
import { untilAnswered } from '../support/until-answered.ts';
import { ada, ben, curating, eve, studyLink } from './curating.ts';
import { withMethod } from './with-method.ts';

export interface OpenedStore {
  open(): Promise<{ readonly store: Store; readonly statements: string[] }>;
}

/** What a claim's evidence looks like to whoever reads the graph. */
const evidence = wanting('Claim', ['status'], {
  evidence: relation(
    'evidence',
    wanting('EvidenceLink', ['stance', 'basis', 'status'], {
      uses: relation('uses', wanting('Finding', ['text', 'status'])),
    }),
    { count: true },
  ),
});

const refusal = (code: string, message = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(message) as unknown });

export function describeCuration({ open }: OpenedStore): void {
  let store: Store;
  let statements: string[];
  let made: ReturnType<typeof curating>;

  beforeEach(async () => {
    ({ store, statements } = await open());
    const retracted = adding('source:fallen', { kind: 'ARTICLE', title: 'Fallen', standing: 'RETRACTED' });
    const known = adding('source:known', { kind: 'ARTICLE', title: 'Known', doi: '10.1000/known' });
    const outcome = adding('outcome:returning', { name: 'Returning' });
    await store.write(changeSet({ nodes: [claim('works', 'It works.'), source('plain'), retracted, known, outcome] }));
    made = curating(store);
    statements.splice(0);
  });

  const linksOf = async () => (await byIds(store, ['claim:works'], evidence))[0]?.['evidence'] as PageAnswer;
  const linked = (more = {}) => made.curation.propose('linkStudy', studyLink(more), made.asked(ada));

  async function accepted(id: string) {
    await made.step(ben, 'startReview', id);
    return made.step(ben, 'accept', id, { why: 'Well done.' });
  }

  describe('linking a study', () => {
    it('is handed in, and nothing of it is in the graph', async () => {
      const before = await store.ping();
      const proposal = await linked();
      expect(proposal).toMatchObject({ status: 'SUBMITTED', version: 1, by: ada.id, subject: 'claim:works' });
      expect(await linksOf()).toEqual({ count: 0, rows: [] });
      expect((await store.counts()).nodes).toMatchObject({ EvidenceLink: 0, Finding: 0, Study: 0, Passage: 0 });
      expect(await store.ping()).toEqual(before);
    });

    it('asks the store three times at most, one after the other', async () => {
      const counted = countedRounds(store);
      const { curation, asked } = curating(counted.store);
      await curation.propose('linkStudy', studyLink(), asked(ada));
      expect(counted.rounds()).toBeLessThanOrEqual(3);
    });

    it('counts once it is accepted: link, finding, study, source and passage, whole and connected', async () => {
      const { id } = await linked();
      expect(await accepted(id)).toMatchObject({ status: 'ACCEPTED', review: null });
      const { count, rows = [] } = await linksOf();
      expect(count).toBe(1);
      expect(rows[0]?.node).toMatchObject({
        stance: 'DISPUTES',
        basis: 'CURATED',
        status: 'ACCEPTED',
        uses: { rows: [{ node: { text: 'No fewer returned.', status: 'ACCEPTED' } }] },
      });
      expect((await store.counts()).edges).toMatchObject({
        HAS_EVIDENCE: 1,
        USES: 1,
        RESULT_OF: 1,
        REPORTED_IN: 2,
        QUOTES: 1,
        PASSAGE_OF: 1,
        ABOUT_OUTCOME: 1,
      });
      const history = await store.changes(0, 100);
      expect(history.filter(({ by }) => by === ben.id).map(({ role, why }) => [role, why])).toContainEqual([
        'REVIEWER',
        'Well done.',
      ]);
    });

    it('takes a source that is known by its DOI in place of a second one', async () => {
      const attributes = { kind: 'ARTICLE', title: 'Known, typed again', doi: ' https://doi.org/10.1000/KNOWN' };
      await accepted((await linked({ source: { attributes } })).id);
      expect((await store.counts()).nodes).toMatchObject({ EvidenceSource: 3 });
    });

    it('refuses the same argument of the same author a second time and names the first', async () => {
      const first = await linked();
      await expect(linked()).rejects.toMatchObject({ code: 'DUPLICATE', existing: first.id });
      await accepted(first.id);
      await expect(linked()).rejects.toMatchObject({ code: 'DUPLICATE', existing: first.id });
      const other = await made.curation.propose('linkStudy', studyLink(), made.asked(eve));
      expect(other.status).toBe('SUBMITTED');
    });

    it('may be proposed again once the first was turned down or taken back', async () => {
      const first = await linked();
      await made.step(ben, 'startReview', first.id);
      await made.step(ben, 'reject', first.id, { why: 'No comparison group.' });
      const second = await linked();
      await made.step(ada, 'withdraw', second.id);
      expect((await linked()).status).toBe('SUBMITTED');
    });

    it('names every wrong field with its path and what is allowed, and writes nothing', async () => {
      const wrong = linked({
        claim: 'source:plain',
        source: { attributes: { kind: 'ARTICLE', doi: 'doi:10.1/x', issued: '2999', title: 'x'.repeat(10_001) } },
        finding: {
          kind: 'EFFECT_ESTIMATE',
          text: 'a\u0007b',
          measures: [{ lower: 9, upper: 1, qualifier: 'RANGE' }],
        },
        passage: { attributes: { section: 'Results', anchor: 'not there at all' }, text: 'Something else.' },
        link: { stance: 'PROVES' },
        about: Array.from({ length: 2 }, () => 'claim:works'),
      });
      await expect(wrong).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
      const { problems } = (await wrong.catch((error: unknown) => error)) as { problems: { path: string }[] };
      expect(problems.map(({ path }) => path).toSorted()).toEqual([
        'about.0',
        'about.1',
        'claim',
        'finding.text',
        'link.stance',
        'passage.passage.anchor',
        'source.new.doi',
        'source.new.issued',
        'source.new.title',
      ]);
      const ranges = linked({
        finding: { kind: 'EFFECT_ESTIMATE', text: 'a', measures: [{ lower: 9, upper: 1, qualifier: 'RANGE' }] },
        source: { attributes: { kind: 'ARTICLE', title: 'Of tomorrow', issued: '2999-01' } },
      });
      await expect(ranges).rejects.toMatchObject({
        problems: [
          { path: 'source.new.issued', message: expect.stringContaining('future') as unknown },
          { path: 'finding.measures.0', message: expect.stringContaining('above') as unknown },
        ],
      });
      expect((await made.curation.proposals({ owner: ada.id }, 10, null)).proposals).toEqual([]);
    });

    it('refuses what is not there, and a source that fell', async () => {
      await expect(linked({ claim: 'claim:none', source: { id: 'source:none' } })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        problems: [{ path: 'claim' }, { path: 'source.id' }],
      });
      await expect(linked({ source: { id: 'source:fallen' } })).rejects.toMatchObject({
        code: 'RETRACTED',
        existing: 'source:fallen',
      });
    });
  });

  describe('a repeated request', () => {
    it('has one effect and one answer, however many come at once', async () => {
      const asked = made.asked(ada, 'same');
      const all = await Promise.all(
        Array.from({ length: 100 }, () => untilAnswered(() => made.curation.propose('linkStudy', studyLink(), asked))),
      );
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
      expect((await made.curation.proposals({ owner: ada.id }, 10, null)).proposals).toHaveLength(1);
      await made.step(ben, 'startReview', all[0]?.id ?? '', { key: 'start' });
      expect(await made.step(ben, 'startReview', all[0]?.id ?? '', { key: 'start' })).toMatchObject({
        status: 'IN_REVIEW',
      });
    });

    it('is answered also where the first one took effect after its answer was looked for', async () => {
      const { id } = await linked();
      const asked = { ...made.asked(ben, 'same'), proposal: id, step: 'startReview', why: null } as const;
      const first = await made.curation.step(asked);
      let looks = 0;
      const late = withMethod(store, 'record', async (type, record) =>
        type === 'receipt' && (looks += 1) === 1 ? null : store.record(type, record),
      );
      expect(await curating(late).curation.step(asked)).toEqual(first);
      expect(looks).toBe(2);
    });

    it.each(['before', 'after'] as const)(
      'is one where the connection is lost %s its write took effect',
      async (when) => {
        let writes = 0;
        const losing = withMethod(store, 'write', async (changes) => {
          writes += 1;
          const isCut = writes === 1;
          if (isCut && when === 'before') throw new UnknownOutcome('cut');
          const result = await store.write(changes);
          if (isCut) throw new UnknownOutcome('cut');
          return result;
        });
        const asked = made.asked(ada, 'same');
        const { id } = await curating(losing, { from: '2026-04-01T10:00:00.000Z' }).curation.propose(
          'linkStudy',
          studyLink(),
          asked,
        );
        expect(writes).toBe(when === 'before' ? 2 : 1);
        expect((await made.curation.proposals({ owner: ada.id }, 10, null)).proposals).toMatchObject([{ id }]);
        expect((await made.curation.propose('linkStudy', studyLink(), asked)).id).toBe(id);
      },
    );

    it('is refused where the key comes with something else, and another person may use the same key', async () => {
      await made.curation.propose('linkStudy', studyLink(), made.asked(ada, 'same'));
      const other = studyLink({ link: { stance: 'SUPPORTS' } });
      await expect(made.curation.propose('linkStudy', other, made.asked(ada, 'same'))).rejects.toThrow(
        refusal('IDEMPOTENCY_KEY_REUSED'),
      );
      expect((await made.curation.propose('linkStudy', studyLink(), made.asked(eve, 'same'))).by).toBe(eve.id);
    });
  });

  describe('many at once', () => {
    it('make one source of one DOI', async () => {
      const people = Array.from({ length: 50 }, (_, index) => ({ ...ada, id: `person:${index}` }));
      const proposals = await Promise.all(
        people.map((person) =>
          untilAnswered(() => made.curation.propose('linkStudy', studyLink(), made.asked(person, 'one'))),
        ),
      );
      const sources = proposals.flatMap(({ nodes }) => nodes.filter(({ id }) => id.startsWith('source:')));
      expect(sources).toHaveLength(1);
      const [first] = sources;
      const reported = proposals.flatMap(({ edges }) =>
        edges.filter(({ relationship }) => relationship === 'REPORTED_IN'),
      );
      expect(new Set(reported.map(({ to }) => to))).toEqual(new Set([first?.id]));
      const adds = proposals.find(({ nodes }) => nodes.some(({ id }) => id === first?.id));
      const waits = proposals.find(({ id }) => id !== adds?.id);
      await made.step(ben, 'startReview', waits?.id ?? '');
      await expect(made.step(ben, 'accept', waits?.id ?? '')).rejects.toMatchObject({
        code: 'DEPENDENCY_NOT_ACCEPTED',
        problems: [{ path: first?.id, message: 'is not accepted' }],
      });
      await accepted(adds?.id ?? '');
      expect(await made.step(ben, 'accept', waits?.id ?? '')).toMatchObject({ status: 'ACCEPTED' });
      expect((await linksOf()).count).toBe(2);
    });

    it('with one version: one is heard, the others are told the version', async () => {
      const { id, version } = await linked();
      const comments = await Promise.allSettled(
        Array.from({ length: 100 }, (_, index) =>
          untilAnswered(() =>
            made.step(eve, 'comment', id, { why: `${index}`, expectedVersion: version, key: `comment-${index}` }),
          ),
        ),
      );
      const refused = comments.flatMap((each) => (each.status === 'rejected' ? [each.reason as { code: string }] : []));
      expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 99 }, () => 'VERSION_CONFLICT'));
      expect((await made.curation.proposal(id)).entries).toHaveLength(2);
    });
  });

  describe('an acceptance that looked before somebody else wrote', () => {
    /** A curation whose next write comes after what somebody else does meanwhile. */
    const overtakenBy = (work: () => Promise<unknown>) => {
      let waiting: (() => Promise<unknown>) | undefined = work;
      const late = withMethod(store, 'write', async (...given) => {
        const meanwhile = waiting;
        waiting = undefined;
        await meanwhile?.();
        return store.write(...given);
      });
      return curating(late, { from: '2026-03-02T10:00:00.000Z' });
    };
    const inReview = async (id: string) => {
      await made.step(ben, 'startReview', id);
      return id;
    };

    it('does not take what stands in a source that was retracted meanwhile', async () => {
      const id = await inReview((await linked({ source: { id: 'source:known' } })).id);
      const retraction = { nature: 'RETRACTION', date: '2026-02', reasons: 'As published.' };
      const notice = { source: 'source:known', attributes: retraction, why: 'Told by the publisher.' };
      const late = overtakenBy(() => made.curation.recordNotice(notice, made.asked(eve)));
      await expect(late.step(ben, 'accept', id)).rejects.toThrow(refusal('DEPENDENCY_NOT_ACCEPTED', 'is retracted'));
      expect((await linksOf()).count).toBe(0);
      expect((await made.curation.proposal(id)).status).toBe('IN_REVIEW');
    });

    it('does not close a circle of claims that another one closed halfway', async () => {
      await store.write(changeSet({ nodes: [claim('other', 'Another.')] }));
      const arguing = async (from: string, uses: string) => {
        const input = readInput(verbs.link.fields, {
          claim: from,
          uses,
          link: { stance: 'SUPPORTS', rationale: 'It follows.' },
        });
        return inReview((await made.curation.propose('link', input, made.asked(ada))).id);
      };
      const [one, other] = [await arguing('claim:works', 'claim:other'), await arguing('claim:other', 'claim:works')];
      const late = overtakenBy(() => made.step(ben, 'accept', one));
      await expect(late.step(ben, 'accept', other)).rejects.toThrow(refusal('VALIDATION_FAILED', 'no evidence for it'));
      expect((await linksOf()).count).toBe(1);
    });

    it('is taken all the same where what was written meanwhile takes nothing away from it', async () => {
      const [one, other] = [(await linked()).id, (await linked({ source: { id: 'source:known' } })).id];
      await inReview(one);
      await inReview(other);
      const late = overtakenBy(() => made.step(ben, 'accept', one));
      expect(await late.step(ben, 'accept', other)).toMatchObject({ status: 'ACCEPTED' });
      expect((await linksOf()).count).toBe(2);
    });
  });

  describe('a review', () => {
    it('is not for whoever has no name or not the role, or declared an interest in a topic of the claim', async () => {
      const topic = adding('topic:courts', { name: 'Courts' });
      await store.write(changeSet({ nodes: [topic], edges: [edge('ABOUT_TOPIC', 'claim:works', 'topic:courts')] }));
      const { id } = await linked();
      await expect(made.step(anonymous, 'startReview', id)).rejects.toThrow(refusal('UNAUTHENTICATED'));
      await expect(made.step({ ...ada, id: 'person:other' }, 'startReview', id)).rejects.toThrow(
        refusal('FORBIDDEN', 'REVIEWER'),
      );
      const interested = { ...ben, conflicts: ['topic:courts'] };
      await expect(made.step(interested, 'startReview', id)).rejects.toThrow(refusal('FORBIDDEN', 'topic:courts'));
      await expect(made.curation.propose('linkStudy', studyLink(), made.asked(anonymous))).rejects.toThrow(
        refusal('UNAUTHENTICATED'),
      );
      expect((await made.curation.proposal(id)).version).toBe(1);
    });

    it('is taken up by one reviewer, who alone decides, until it is released or late', async () => {
      const { id } = await linked();
      await made.step(ben, 'startReview', id);
      await expect(made.step(eve, 'startReview', id)).rejects.toThrow(refusal('WRONG_STATE', 'IN_REVIEW'));
      await expect(made.step(eve, 'accept', id)).rejects.toThrow(refusal('FORBIDDEN', 'took the review up'));
      await made.step(ben, 'releaseReview', id);
      await made.step(eve, 'startReview', id);
      made.later(15);
      await expect(made.step(eve, 'accept', id)).rejects.toThrow(
        refusal('WRONG_STATE', 'is SUBMITTED; the step accept takes one that is IN_REVIEW.'),
      );
      expect(await made.step(ben, 'startReview', id)).toMatchObject({ status: 'IN_REVIEW', review: { by: ben.id } });
    });

    it('is never of one’s own, and its end is an end', async () => {
      const own = await made.curation.propose('linkStudy', studyLink(), made.asked(ben));
      await expect(made.step(ben, 'startReview', own.id)).rejects.toThrow(refusal('FORBIDDEN', 'their own submission'));
      await made.step(eve, 'startReview', own.id);
      await expect(made.step(eve, 'reject', own.id)).rejects.toThrow(refusal('INVALID_ARGUMENT', 'why'));
      const rejected = await made.step(eve, 'reject', own.id, { why: 'Not about this claim.' });
      expect(rejected.entries.map(({ step, by, role, why }) => [step, by, role, why])).toEqual([
        ['propose', ben.id, 'REVIEWER', null],
        ['startReview', eve.id, 'REVIEWER', null],
        ['reject', eve.id, 'REVIEWER', 'Not about this claim.'],
      ]);
      for (const step of ['withdraw', 'comment'] as const)
        await expect(made.step(ben, step, own.id, { why: 'Again.' })).rejects.toThrow(
          refusal('WRONG_STATE', 'REJECTED'),
        );
      expect((await linksOf()).count).toBe(0);
    });

    it('of what is not there is an error', async () => {
      await expect(made.step(ben, 'startReview', 'proposal:none')).rejects.toThrow(
        refusal('NOT_FOUND', 'proposal:none'),
      );
    });
  });

  describe('a notice', () => {
    const notice = (nature: string, more = {}) => ({
      source: 'source:plain',
      attributes: { nature, date: '2026-02', reasons: 'As published.' },
      why: 'Told by the publisher.',
      ...more,
    });
    const record = (nature: string, more = {}) => made.curation.recordNotice(notice(nature, more), made.asked(ben));
    const standing = async () =>
      (await byIds(store, ['source:plain'], wanting('EvidenceSource', ['standing', 'title'])))[0];

    it('changes what the source is worth at once, and lists whoever rests on it with the path', async () => {
      const { id, nodes } = await linked({ source: { id: 'source:plain' } });
      await accepted(id);
      const [link, finding] = ['evidence-link:', 'finding:'].map(
        (prefix) => nodes.find((node) => node.id.startsWith(prefix))?.id ?? '',
      );
      const recorded = await record('RETRACTION');
      expect(await standing()).toMatchObject({ standing: 'RETRACTED', title: 'plain' });
      const { needs } = await made.curation.needsReview(10, null);
      expect(needs.map(({ entry, path, notice: why }) => [entry, path, why])).toEqual(
        [
          ['claim:works', ['source:plain', finding, link, 'claim:works'], recorded.id],
          [link, ['source:plain', finding, link], recorded.id],
        ].toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
      );
      const settle = (at: number) =>
        made.curation.settleNeed(needs[at]?.id ?? '', 'Two others say the same.', made.asked(ben));
      expect(await settle(0)).toEqual({ id: needs[0]?.id });
      expect((await made.curation.needsReview(10, null)).needs).toEqual([needs[1]]);
      await expect(settle(0)).rejects.toThrow(refusal('WRONG_STATE', 'settled'));
      await expect(settle(2)).rejects.toThrow(refusal('NOT_FOUND'));
      await record('REINSTATEMENT');
      expect(await standing()).toMatchObject({ standing: 'REINSTATED' });
      expect((await made.curation.needsReview(10, null)).needs).toEqual([]);
      expect((await store.changes(0, 100)).filter(({ nodeId }) => nodeId === 'source:plain')).toHaveLength(3);
    });

    it('is refused where it cannot be, and repeated it has one effect', async () => {
      await expect(record('REINSTATEMENT')).rejects.toThrow(refusal('WRONG_STATE', 'only what is RETRACTED'));
      await expect(record('GUESS')).rejects.toMatchObject({ problems: [{ path: 'notice.nature' }] });
      await expect(record('RETRACTION', { source: 'source:none' })).rejects.toThrow(
        refusal('NOT_FOUND', 'source:none'),
      );
      const asked = made.asked(ben, 'same');
      const first = await made.curation.recordNotice(notice('RETRACTION'), asked);
      expect(await made.curation.recordNotice(notice('RETRACTION'), asked)).toEqual(first);
      await expect(record('RETRACTION')).rejects.toThrow(refusal('WRONG_STATE', 'RETRACTED'));
      expect((await store.counts()).nodes).toMatchObject({ EditorialNotice: 1 });
    });
  });

  describe('a claim is suggested', () => {
    beforeEach(async () => {
      const courts = adding('intervention:courts', { name: 'Drug courts', aliases: ['Treatment courts'] });
      const about = (id: string) => edge('ABOUT_INTERVENTION', id, 'intervention:courts');
      await store.write(
        changeSet({
          nodes: [
            courts,
            claim('fewer', 'Fewer people reoffend.'),
            claim('cost', 'Prison costs more.'),
            claim('odd', 'Reoffending varies.'),
          ],
          edges: [about('claim:fewer')],
        }),
      );
    });

    it('by the words and the facets it shares with a text, each with its reason, in a statement for each word and two more', async () => {
      statements.splice(0);
      const text =
        'Treatment courts and reoffending: do fewer people reoffend? <b>MATCH (n) DETACH DELETE n</b> "OR" *';
      const found = await suggestClaims(store, text, 10);
      expect(statements).toHaveLength(6);
      expect(found.map(({ id }) => id)).toEqual(['claim:fewer', 'claim:odd']);
      expect(found[0]?.reasons).toEqual([
        'It is about Drug courts, which the text names.',
        'It shares these words with the text: reoffend.',
      ]);
    });

    it('not at all where nothing is shared, and a text that says nothing is refused', async () => {
      expect(await suggestClaims(store, 'Volcanic eruptions', 10)).toEqual([]);
      await expect(suggestClaims(store, 'it is so', 10)).rejects.toThrow(refusal('INVALID_ARGUMENT', 'text'));
    });
  });

  it('lists what waits, page by page, oldest first', async () => {
    const ids: string[] = [];
    for (const doi of ['10.1000/a', '10.1000/b', '10.1000/c']) {
      const attributes = { kind: 'ARTICLE', title: doi, doi };
      ids.push((await linked({ source: { attributes } })).id);
    }
    const first = await made.curation.proposals({ status: 'SUBMITTED' }, 2, null);
    const rest = await made.curation.proposals({ status: 'SUBMITTED' }, 2, first.after);
    expect([first, rest].map(({ proposals }) => proposals.map(({ id }) => id))).toEqual([
      ids.slice(0, 2),
      ids.slice(2),
    ]);
    expect(rest.after).toBeNull();
  });
}
