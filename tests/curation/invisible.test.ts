import * as fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawnCases } from '../support/drawn-cases.ts';
import { createKey } from '../../src/access/api-keys.ts';
import type { Person } from '../../src/access/principal.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';
import { readSeed } from '../analysis/stored-graph.ts';
import { idsOf, list } from '../contract/read-helpers.ts';
import { at } from '../contract/write-helpers.ts';
import { EveryField, type FieldOperation } from '../operations/every-field.ts';
import { generatedOperation } from '../operations/generated-operation.ts';
import { schema, serving } from '../support/serving.ts';
import { ada, ben, curating, eve, studyLink } from './curating.ts';

/*
 * What was not accepted is nowhere. Two servers with the same graph: over one of them people have made proposals, in every
 * state, and their answers must be the same to the letter, for every field of the schema.
 */

const keyPepper = 'a pepper of more than thirty-two characters';
const claim = 'claim:drug-courts-reduce-drug-use-and-offending';
const stranger: Person = { ...ada, id: 'person:stranger', name: 'stranger' };
/** Where a proposal may be seen, by its author and by reviewers. */
const ofProposals = new Set(['proposal', 'reviewQueue', 'mySubmissions']);
/** One's own keys have ids of chance. */
const ofChance = 'myKeys';

/** A word that is in every text of a study, and nowhere else. */
const linkOf = (word: string, number: number) => {
  const text = `${word} reoffending ${number}`;
  return studyLink({
    claim,
    source: { attributes: { kind: 'ARTICLE', title: text, doi: `10.1000/${word}-${number}`, publisher: text } },
    study: { attributes: { name: text, design: ['RCT'] } },
    finding: { kind: 'EFFECT_ESTIMATE', text, effectDirection: 'NO_DIFFERENCE' },
    passage: { attributes: { section: text, anchor: text } },
    link: { stance: 'DISPUTES', directness: 'DIRECT', rationale: text },
    about: ['intervention:drug-courts'],
  });
};

interface Side {
  readonly store: Store;
  readonly server: FastifyInstance;
  readonly keys: ReadonlyMap<string, string>;
}

describe('what was not accepted', () => {
  let plain: Side;
  let proposed: Side;
  let ids: string[];
  let hidden: string[];
  /** Of them what was never handed in. */
  let drafts: string[];
  let asked: FieldOperation[];
  let every: EveryField;

  /** The seed, and one link that was accepted. */
  async function begun() {
    const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
    await loadReviewPackage(store, await readSeed(), { by: 'tests', at });
    const keys = new Map<string, string>();
    for (const { id, role } of [ada, ben, stranger]) {
      const wanted = { owner: id, name: id, role, scopes: [], conflicts: [], expiresAt: '2999-01-01T00:00:00.000Z' };
      keys.set(id, (await createKey(store, keyPepper, wanted, { by: 'tests', role: 'ADMIN', at })).text);
    }
    const made = curating(store);
    const { id } = await made.curation.propose('linkStudy', linkOf('qxshown', 0), made.asked(ada));
    await made.step(ben, 'startReview', id);
    await made.step(ben, 'accept', id);
    const server = await serving(store, { access: { keyPepper, issuers: [] }, responseCache: true });
    return { side: { store, server, keys }, made };
  }

  beforeAll(async () => {
    ({ side: plain } = await begun());
    const { side, made } = await begun();
    proposed = side;
    const link = (number: number) => made.curation.propose('linkStudy', linkOf('qxhidden', number), made.asked(ada));
    const proposals = [await link(1), await link(2), await link(3), await link(4)];
    const keep = (number: number) =>
      made.curation.propose('linkStudy', linkOf('qxhiddendraft', number), { ...made.asked(ada), submit: false });
    const kept = [await keep(5), await keep(6)];
    const [, taken, rejected, withdrawn] = proposals.map(({ id }) => id) as [string, string, string, string];
    await made.step(ben, 'startReview', taken);
    await made.step(eve, 'startReview', rejected);
    await made.step(eve, 'reject', rejected, { why: 'qxhidden reason' });
    await made.step(ada, 'withdraw', withdrawn);
    await made.step(eve, 'comment', taken, { why: 'qxhidden comment' });
    await made.step(ada, 'withdraw', kept[1]?.id ?? '');
    const named = (some: typeof kept) => some.flatMap(({ id, nodes }) => [id, ...nodes.map((node) => node.id)]);
    drafts = named(kept);
    hidden = [...named(proposals), ...drafts];
    const shown: string[] = [];
    for (const kind of Object.keys(evidenceModel.kinds)) {
      shown.push(...idsOf(await list(plain.store, kind, { first: 1 })));
      shown.push(...idsOf(await list(plain.store, kind, { first: 500 })).filter((id) => id.includes(':made-')));
    }
    ids = [...new Set([claim, ...shown, ...hidden])];
    every = new EveryField(schema, evidenceModel, {
      ids,
      texts: ['qxhidden reoffending', '10.1000/qxhidden-1', 'qxshown'],
    });
    asked = every.operations();
  });
  afterAll(async () => {
    for (const { server, store } of [plain, proposed]) {
      await server.close();
      await store.close();
    }
  });

  async function answer({ server, keys }: Side, payload: object, by?: Person): Promise<string> {
    const headers = by ? { authorization: `Bearer ${keys.get(by.id)}` } : {};
    return (await server.inject({ method: 'POST', url: '/graphql', headers, payload })).body;
  }

  /** Both answers; what they share of what is hidden is what the question itself held. */
  async function sameAnswer(payload: { readonly query: string }, by?: Person): Promise<string> {
    const [without, withProposals] = [await answer(plain, payload, by), await answer(proposed, payload, by)];
    expect(withProposals, payload.query).toBe(without);
    return without;
  }

  it('is in every state when it is looked for', async () => {
    const states = (await proposed.store.records({ type: 'proposal', after: null, first: 10 })).map(
      ({ status }) => status,
    );
    expect(new Set(states)).toEqual(new Set(['ACCEPTED', 'DRAFT', 'SUBMITTED', 'IN_REVIEW', 'REJECTED', 'WITHDRAWN']));
  });

  it('is in no answer to anybody, of any field of the schema', async () => {
    expect(every.unasked(asked)).toEqual([]);
    const codes = new Set<string>();
    let answersThatShow = 0;
    for (const { query } of asked) {
      const body = await sameAnswer({ query });
      for (const id of hidden) if (!query.includes(id)) expect(body.includes(`"${id}"`), query).toBe(false);
      if (!query.includes('qxhidden')) expect(body, query).not.toContain('qxhidden');
      if (body.includes('qxshown')) answersThatShow += 1;
      const { errors = [] } = JSON.parse(body) as { errors?: { extensions: { code: string } }[] };
      for (const { extensions } of errors) codes.add(extensions.code);
    }
    // What was accepted shows in many of the same answers, and no question is refused for its form.
    expect(answersThatShow).toBeGreaterThan(50);
    expect([...codes].filter((code) => /^GRAPHQL|LIMIT|INTERNAL|UNAVAILABLE/u.test(code))).toEqual([]);
  }, 600_000);

  it('is in no answer to a reviewer but where proposals are shown', async () => {
    for (const payload of asked.filter(({ root }) => !ofProposals.has(root) && root !== ofChance))
      await sameAnswer(payload, ben);
  }, 600_000);

  it('is shown, where proposals are, to its author and to reviewers alone', async () => {
    for (const payload of asked.filter(({ root }) => ofProposals.has(root))) await sameAnswer(payload, stranger);
    const [id] = hidden;
    const query = `{ proposal(id: "${id}") { id summary nodes { attributes } } }`;
    for (const by of [ada, ben]) expect(await answer(proposed, { query }, by)).toContain('qxhidden reoffending 1');
    expect(await answer(proposed, { query: '{ mySubmissions { nodes { id } } }' }, ada)).toContain(id);
    expect(await answer(proposed, { query: '{ reviewQueue { nodes { id } } }' }, ben)).toContain(id);
  });

  it('is in no answer to anybody but its author as long as it is a draft, or where it was withdrawn as one', async () => {
    const shown: string[] = [];
    for (const { query } of asked.filter(({ root }) => ofProposals.has(root))) {
      const body = await answer(proposed, { query }, ben);
      for (const id of drafts) if (!query.includes(id)) expect(body.includes(`"${id}"`), query).toBe(false);
      expect(body, query).not.toContain('qxhiddendraft');
      if (body.includes('qxhidden')) shown.push(query);
    }
    // What was handed in shows to a reviewer in the same answers.
    expect(shown.length).toBeGreaterThan(5);
    const [id] = drafts;
    const one = { query: `{ proposal(id: "${id}") { summary } }` };
    expect(await sameAnswer(one, ben)).toContain('"proposal":null');
    expect(await answer(proposed, one, ada)).toContain('Drug courts');
    expect(await answer(proposed, { query: '{ mySubmissions { nodes { id } } }' }, ada)).toContain(id);
  });

  it('is in no answer to questions with filters, orders, cursors and fragments of any sort', async () => {
    const words = ['qxhidden', 'reoffending', '10.1000/qxhidden-1', 'qxhidden reoffending 1', 'qxshown'];
    const none = Object.values(evidenceModel.kinds).map(({ prefix }) => `${prefix}:none`);
    const drawn = { ids: [...ids, ...none], words, cursors: new Map<string, string[]>() };
    const same = fc.asyncProperty(generatedOperation(schema, drawn), async (operation) => {
      await sameAnswer({ ...operation });
    });
    await fc.assert(same, { numRuns: drawnCases(60, 200) });
  }, 600_000);
});
