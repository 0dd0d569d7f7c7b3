import type { FastifyInstance } from 'fastify';
import { isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/access/api-keys.ts';
import { verbNames } from '../../src/curation/verbs/verbs.ts';
import { plainSteps } from '../../src/domain/steps-of-review.ts';
import type { Store } from '../../src/store/store.ts';
import { at } from '../contract/write-helpers.ts';
import { openWorld } from '../curation/verbs/world.ts';
import { schema, serving } from '../support/serving.ts';

const keyPepper = 'a pepper of more than thirty-two characters';

const shown = `__typename
  ... on Proposal { id version status verb removedEdges { to } nodes { kind isNew attributes before } }
  ... on UserError { code problems { path } }
  ... on AlreadyThere { existing }`;

describe('proposing over GraphQL', () => {
  let store: Store;
  let server: FastifyInstance;
  const keys: Record<string, string> = {};
  let requests = 0;

  beforeAll(async () => {
    store = await openWorld();
    server = await serving(store, { access: { keyPepper, issuers: [] }, responseCache: true });
    for (const [name, role] of [
      ['ada', 'CONTRIBUTOR'],
      ['ben', 'REVIEWER'],
    ] as const) {
      const wanted = { owner: name, name, role, scopes: [], conflicts: [], expiresAt: '2999-01-01T00:00:00.000Z' };
      keys[name] = (await createKey(store, keyPepper, wanted, { by: 'tests', role: 'ADMIN', at })).text;
    }
  });
  afterAll(() => server.close());

  async function ask(by: string, query: string, variables: Record<string, unknown> = {}) {
    const response = await server.inject({
      method: 'POST',
      url: '/graphql',
      headers: keys[by] === undefined ? {} : { authorization: `Bearer ${keys[by]}` },
      payload: { query, variables: { key: `request-${(requests += 1)}`, ...variables } },
    });
    return response.json<{ data: Record<string, never> | null; errors?: { message: string }[] }>();
  }

  const propose = async (by: string, call: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await ask(by, `mutation($key: String!) { it: ${call} { ${shown} } }`, variables);
    expect(errors).toBeUndefined();
    return data?.['it'] as unknown as Record<string, unknown> & { id: string; version: number };
  };

  it('has a mutation for every verb and every step, and answers with one payload', () => {
    const mutations = schema.getMutationType()?.getFields() ?? {};
    for (const name of [...verbNames, 'revise', ...plainSteps])
      expect([name, String(mutations[name]?.type)]).toEqual([name, 'ProposalPayload!']);
  });

  it('gives no input for what is not for a contributor to give', () => {
    const fieldsOf = (name: string) => {
      const type = schema.getType(name);
      return isInputObjectType(type) || isObjectType(type) ? Object.keys(type.getFields()) : [];
    };
    expect(fieldsOf('EvidenceSource')).toEqual(expect.arrayContaining(['standing', 'csl']));
    for (const name of ['EvidenceSourceInput', 'SourceChangesInput']) {
      expect(fieldsOf(name)).toContain('title');
      expect(fieldsOf(name)).not.toEqual(expect.arrayContaining(['standing']));
    }
    expect(fieldsOf('EvidenceLinkInput')).toEqual(['stance', 'directness', 'rationale']);
    expect(fieldsOf('EntryChangesInput')).not.toContain('notice');
  });

  it('keeps a draft, changes it, hands it in; nobody else sees it before', async () => {
    const source = '{ kind: ARTICLE, title: "A trial", doi: "https://doi.org/10.1000/NEW", pmid: null }';
    const draft = await propose('ada', `addSource(input: { source: ${source} }, submit: false, idempotencyKey: $key)`);
    expect(draft).toMatchObject({ __typename: 'Proposal', status: 'DRAFT', verb: 'addSource', version: 1 });
    const one = 'query($id: ID!) { proposal(id: $id) { status } }';
    expect((await ask('ben', one, { id: draft.id })).data).toEqual({ proposal: null });
    expect((await ask('ada', one, { id: draft.id })).data).toEqual({ proposal: { status: 'DRAFT' } });
    const drafts = await ask('ben', '{ reviewQueue(status: DRAFT) { nodes { id } } }');
    expect(drafts.errors?.[0]?.message).toContain('mySubmissions');

    const changes = '{ source: { authors: { add: ["Ada"] }, title: "A long trial", doi: null } }';
    const revise = `revise(id: "${draft.id}", expectedVersion: 1, changes: ${changes}, idempotencyKey: $key)`;
    expect(await propose('ben', revise)).toMatchObject({ __typename: 'NotFound' });
    expect(await propose('ada', revise)).toMatchObject({
      status: 'DRAFT',
      version: 2,
      nodes: [{ isNew: true, attributes: { title: 'A long trial', authors: ['Ada'], doi: null }, before: null }],
    });
    expect(await propose('ada', revise)).toMatchObject({ __typename: 'VersionConflict' });
    expect(await propose('ada', `submit(id: "${draft.id}", idempotencyKey: $key)`)).toMatchObject({
      status: 'SUBMITTED',
    });
    expect((await ask('ben', one, { id: draft.id })).data).toEqual({ proposal: { status: 'SUBMITTED' } });
    await propose('ada', `withdraw(id: "${draft.id}", idempotencyKey: $key)`);
  });

  it('shows a reviewer what a change changes, and writes it once it is accepted', async () => {
    const about = '{ add: ["outcome:dying"], remove: "outcome:returning" }';
    const changes = `{ claim: { type: HARM, about: ${about} } }`;
    const revise = `revise(id: "claim:works", expectedVersion: 1, changes: ${changes}, idempotencyKey: $key)`;
    const proposal = await propose('ada', revise);
    expect(proposal).toMatchObject({
      verb: 'revise',
      removedEdges: [{ to: 'outcome:returning' }],
      nodes: [{ kind: 'Claim', isNew: false, attributes: { type: 'HARM' }, before: { type: 'EFFECTIVENESS' } }],
    });
    for (const step of ['startReview', 'accept'])
      await propose('ben', `${step}(id: "${proposal.id}", idempotencyKey: $key)`);
    const { data } = await ask('', '{ claim(id: "claim:works") { text type outcomes { nodes { id } } } }');
    expect(data).toEqual({
      claim: { text: 'It works.', type: 'HARM', outcomes: { nodes: [{ id: 'outcome:dying' }] } },
    });
  });

  it.each([
    [
      'addStudy(input: { study: { name: "x" }, reportedIn: [{ id: "claim:works" }] }',
      'ValidationFailed',
      'reportedIn.0.id',
    ],
    [
      'addFinding(input: { source: { id: "source:plain" }, finding: { kind: COST, text: " " } }',
      'ValidationFailed',
      'finding.text',
    ],
    ['proposeClaim(input: { claim: { text: "a", type: COST }, about: "topic:none" }', 'NotFound', 'about.0'],
    ['link(input: { claim: "claim:works", uses: "claim:works", link: { stance: MIXED } }', 'ValidationFailed', 'uses'],
    ['assess(input: { rates: "source:plain", level: "rating-level:good" }', 'ValidationFailed', 'rates'],
    [
      'revise(id: "claim:cheap", expectedVersion: 1, changes: { study: { name: "x" } }',
      'ValidationFailed',
      'changes.0.entry',
    ],
  ])('answers %s…) with a refusal that names the field', async (call, type, path) => {
    expect(await propose('ada', `${call}, idempotencyKey: $key)`)).toMatchObject({
      __typename: type,
      problems: [{ path }],
    });
    expect(await propose('', `${call}, idempotencyKey: $key)`)).toMatchObject({ __typename: 'NotSignedIn' });
  });

  it('names the source that is there, and the one that fell', async () => {
    const add =
      'addSource(input: { source: { kind: ARTICLE, title: "x", doi: "10.1000/known" } }, idempotencyKey: $key)';
    expect(await propose('ada', add)).toMatchObject({ __typename: 'AlreadyThere', existing: 'source:known' });
    const link =
      'link(input: { claim: "claim:works", uses: "source:fallen", link: { stance: MIXED } }, idempotencyKey: $key)';
    expect(await propose('ada', link)).toMatchObject({ __typename: 'RetractedSource' });
  });
});
