import { beforeEach, describe, expect, it } from 'vitest';
import type { Proposal } from '../../src/curation/proposals/proposal.ts';
import { verbNames, type VerbName } from '../../src/curation/verbs/verbs.ts';
import type { Store } from '../../src/store/store.ts';
import { byIds, wanting } from '../contract/read-helpers.ts';
import { ada, ben, eve } from './curating.ts';
import { code, proposing } from './verbs/describe-verb.ts';
import { world } from './verbs/world.ts';
import type { OpenedStore } from './curation.contract.ts';

const newSource = { kind: 'ARTICLE', title: 'A new trial', doi: '10.1000/new', issued: '2025' };
const finding = { kind: 'EFFECT_ESTIMATE', text: 'No fewer returned.' };

/** One input of each verb, all of them about one another. */
const inputs: Readonly<Record<VerbName, Readonly<Record<string, unknown>>>> = {
  addSource: { source: newSource },
  addStudy: { study: { name: 'The trial' }, reportedIn: [{ new: newSource }], includedIn: ['source:plain'] },
  addFinding: { source: { new: newSource }, study: { id: 'study:known' }, finding },
  linkStudy: { source: { new: newSource }, finding, claim: 'claim:works', link: { stance: 'DISPUTES' } },
  proposeClaim: {
    claim: { text: 'It helps.', type: 'HARM' },
    quotes: [{ source: { new: newSource }, passage: { section: 'Results' } }],
    about: ['topic:courts'],
  },
  link: { claim: 'claim:works', uses: 'finding:known', link: { stance: 'SUPPORTS' } },
  judgeRiskOfBias: { judges: 'study:known', judgement: { tool: 'ROB_2', overall: 'Low' } },
  assess: { rates: 'evidence-link:known', level: 'rating-level:good' },
};

/** What both engines prove of the verbs by which people propose. */
export function describeProposals({ open }: OpenedStore): void {
  let store: Store;
  let made: ReturnType<typeof proposing>;

  beforeEach(async () => {
    ({ store } = await open());
    await store.write(world);
    made = proposing(store);
  });

  describe('proposals of every verb', () => {
    it('are drafts, handed in, and whole in the graph once they are accepted, with one source between them', async () => {
      const before = await store.counts();
      const drafts: Proposal[] = [];
      for (const verb of verbNames) drafts.push(await made.propose(verb, inputs[verb], ada, { submit: false }));
      expect((await made.curation.proposals({ status: 'SUBMITTED' }, 10, null)).proposals).toEqual([]);
      const first = drafts.toSorted(({ verb: one }, { verb: other }) => one.localeCompare(other));
      for (const { id, verb } of first) {
        if (verb === 'addSource') await made.accept((await made.step(ada, 'submit', id)).id);
      }
      for (const { id, verb } of first)
        if (verb !== 'addSource') {
          const { nodes } = await made.step(ada, 'submit', id);
          expect([verb, nodes.filter((node) => node.id.startsWith('source:'))]).toEqual([verb, []]);
          expect([verb, (await made.accept(id)).status]).toEqual([verb, 'ACCEPTED']);
        }
      const { nodes } = await store.counts();
      const more = (kind: string) => (nodes[kind] ?? 0) - (before.nodes[kind] ?? 0);
      const kinds = ['EvidenceSource', 'Study', 'Finding', 'Claim', 'EvidenceLink', 'Assessment', 'Passage'];
      expect(kinds.map(more)).toEqual([1, 1, 2, 1, 2, 1, 1]);
    });
  });

  describe('revisions of one entry from one version', () => {
    it('are accepted once, and the others are told the version', async () => {
      const revise = (text: string) =>
        made.curation.revise(
          { id: 'claim:works', expectedVersion: 1, changes: [{ kind: 'Claim', fields: { text } }] },
          made.asked(ada),
        );
      const ids = (await Promise.all(Array.from({ length: 8 }, (_, index) => revise(`Text ${index}.`)))).map(
        ({ id }) => id,
      );
      for (const id of ids) await made.step(ben, 'startReview', id);
      const decided = await Promise.allSettled(ids.map((id) => made.step(ben, 'accept', id)));
      const codes = decided.map((each) =>
        each.status === 'fulfilled' ? 'done' : (each.reason as { code: string }).code,
      );
      expect(codes.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'VERSION_CONFLICT'), 'done']);
      expect((await byIds(store, ['claim:works'], wanting('Claim', ['version'])))[0]).toMatchObject({ version: 2 });
    });

    it('take connections away and add others in the one transaction', async () => {
      const about = { add: ['outcome:dying'], remove: ['outcome:returning'] };
      const changes = [{ kind: 'Claim', fields: { about } }];
      const { id } = await made.curation.revise({ id: 'claim:works', expectedVersion: 1, changes }, made.asked(ada));
      await made.accept(id);
      const [told] = (await store.historyOf('claim:works', { after: 0, first: 10 })).slice(-1);
      expect(told).toMatchObject({
        what: 'CHANGED',
        edgesWritten: [{ relationship: 'ABOUT_OUTCOME', to: 'outcome:dying' }],
        edgesRemoved: [{ relationship: 'ABOUT_OUTCOME', to: 'outcome:returning' }],
      });
      expect((await store.counts()).edges).toMatchObject({ ABOUT_OUTCOME: 1 });
    });
  });

  describe('one source and one argument', () => {
    it('are proposed once, however many propose them at once', async () => {
      const people = Array.from({ length: 8 }, (_, index) => ({ ...ada, id: `person:${index}` }));
      const sources = await Promise.allSettled(people.map((by) => made.propose('addSource', inputs.addSource, by)));
      const links = await Promise.allSettled(people.map(() => made.propose('link', inputs.link, eve)));
      for (const all of [sources, links]) {
        expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const each of all) if (each.status === 'rejected') expect(each.reason).toEqual(code('DUPLICATE'));
      }
    });

    it('are not evidence for themselves, nor from what fell', async () => {
      const uses = (id: string) => made.propose('link', { ...inputs.link, uses: id });
      await expect(uses('claim:rests')).rejects.toThrow(code('VALIDATION_FAILED'));
      await expect(uses('finding:fallen')).rejects.toThrow(code('RETRACTED'));
      const [one, other] = [
        await uses('claim:cheap'),
        await made.propose('link', { ...inputs.link, claim: 'claim:cheap', uses: 'claim:works' }),
      ];
      await made.accept(one.id);
      await made.step(ben, 'startReview', other.id);
      await expect(made.step(ben, 'accept', other.id)).rejects.toThrow(code('VALIDATION_FAILED'));
    });
  });
}
