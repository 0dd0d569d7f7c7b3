import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createKey } from '../../src/access/api-keys.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import type { Store } from '../../src/store/store.ts';
import { at } from '../contract/write-helpers.ts';
import { readSeed } from '../analysis/stored-graph.ts';
import { serving } from '../support/serving.ts';

const keyPepper = 'a pepper of more than thirty-two characters';

const reference = `TY  - JOUR
AU  - Example, Ada
TI  - Drug courts in the north of England: a randomised trial of drug use and offending
PY  - 2024
DO  - https://doi.org/10.1000/UK.Courts
ER  - `;

const claim = 'claim:drug-courts-reduce-drug-use-and-offending';
const recommendation = 'recommendation:ukdpc-2008-2.7';

const linkStudy = `mutation Link($input: LinkStudyInput!, $key: String!) {
  linkStudy(input: $input, idempotencyKey: $key) {
    __typename
    ... on Proposal { id version status summary nodes { id kind label isNew } entries { by role step } }
    ... on UserError { code message problems { path message } }
    ... on AlreadyThere { existing }
  } }`;

const step = (name: string) => `mutation Step($id: ID!, $why: String, $key: String!) {
  answer: ${name}(id: $id, ${name === 'reject' || name === 'comment' ? 'why: $why!' : 'why: $why'}, idempotencyKey: $key) {
    __typename ... on Proposal { id status version } ... on UserError { code message } } }`;

const notice = `mutation Notice($source: ID!, $nature: NoticeNature!, $key: String!) {
  recordNotice(source: $source, notice: { nature: $nature, date: "2026-01" }, idempotencyKey: $key) {
    __typename ... on RecordedNotice { id } ... on UserError { code message } } }`;

const figures = `query Figures($claim: ID!, $recommendation: ID!) {
  claim(id: $claim) { indication { status certainty studies } evidence(first: 20) { totalCount } }
  recommendation(id: $recommendation) { grounding { flags { flag } } } }`;

const lists = `{ reviewQueue { nodes { id summary by } } needsReview { nodes { entryId path } } }`;

interface RequestParts {
  readonly variables?: Record<string, unknown>;
  readonly key?: string;
}

/** The whole story over HTTP, from a pasted reference to a retraction and back. */
export function describeStory(open: () => Promise<Store>): void {
  let store: Store;
  let server: FastifyInstance;
  const keys: Record<string, string> = {};
  let requests = 0;

  beforeAll(async () => {
    store = await open();
    await loadReviewPackage(store, await readSeed(), { by: 'tests', at });
    server = await serving(store, { access: { keyPepper, issuers: [] }, responseCache: true });
    for (const [name, role] of [
      ['ada', 'CONTRIBUTOR'],
      ['ben', 'REVIEWER'],
    ] as const) {
      const wanted = { owner: name, name, role, scopes: [], conflicts: [], expiresAt: '2999-01-01T00:00:00.000Z' };
      const { text } = await createKey(store, keyPepper, wanted, { by: 'tests', role: 'ADMIN', at });
      keys[name] = text;
    }
  });
  afterAll(() => server.close());

  async function ask(query: string, { variables = {}, key }: RequestParts = {}) {
    const response = await server.inject({
      method: 'POST',
      url: '/graphql',
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      payload: { query, variables: { key: `request-${(requests += 1)}`, ...variables } },
    });
    return response.json<{ data: Record<string, never> & { readonly [name: string]: unknown }; errors?: unknown[] }>();
  }

  const send = async (query: string, asked: RequestParts = {}) => {
    const { data, errors } = await ask(query, asked);
    expect(errors).toBeUndefined();
    return data as unknown;
  };
  const figuresNow = () => send(figures, { variables: { claim, recommendation } });

  it('runs from a pasted reference to a link that counts, to its fall and its return', async () => {
    const [ada, ben] = [keys['ada'] ?? '', keys['ben'] ?? ''];
    const before = await figuresNow();
    const suggested = await send('query S($text: String!) { suggestClaims(text: $text) { id reasons } }', {
      variables: { text: reference },
    });
    expect((suggested as { suggestClaims: { id: string }[] }).suggestClaims.slice(0, 3).map(({ id }) => id)).toContain(
      claim,
    );

    const preview = await send(
      'query P($text: String!) { previewSource(reference: $text) { is format attributes known { id } checked } }',
      {
        variables: { text: reference },
      },
    );
    expect(preview).toMatchObject({
      previewSource: {
        is: 'RECORD',
        attributes: { kind: 'ARTICLE', doi: '10.1000/uk.courts', issued: '2024', authors: ['Example, Ada'] },
        known: [],
        checked: 'NOT_CHECKED',
      },
    });
    const { attributes } = (preview as { previewSource: { attributes: Record<string, unknown> } }).previewSource;
    const input = {
      claim,
      source: { new: attributes },
      study: { new: { name: 'Northern drug courts trial', design: ['RCT'], sms: 5, sampleSize: 900 } },
      finding: { kind: 'EFFECT_ESTIMATE', text: 'As many reoffended.', effectDirection: 'NO_DIFFERENCE' },
      passage: {
        passage: { section: 'Results', anchor: 'as many reoffended' },
        text: 'In both groups as many reoffended.',
      },
      link: { stance: 'DISPUTES', directness: 'DIRECT', rationale: 'The same outcome, in the United Kingdom.' },
    };
    const anonymously = await send(linkStudy, { variables: { input } });
    expect(anonymously).toMatchObject({ linkStudy: { __typename: 'NotSignedIn' } });
    const made = await send(linkStudy, { variables: { input, key: 'my-own-key' }, key: ada });
    expect(made).toMatchObject({ linkStudy: { __typename: 'Proposal', status: 'SUBMITTED' } });
    expect(await send(linkStudy, { variables: { input, key: 'my-own-key' }, key: ada })).toEqual(made);
    const { id, nodes } = (made as { linkStudy: { id: string; nodes: { id: string; kind: string }[] } }).linkStudy;
    const again = await send(linkStudy, { variables: { input }, key: ada });
    expect(again).toMatchObject({ linkStudy: { __typename: 'AlreadyThere', existing: id } });
    expect(await figuresNow()).toEqual(before);
    const source = nodes.find(({ kind }) => kind === 'EvidenceSource')?.id ?? '';
    expect(await send('query N($id: ID!) { node(id: $id) { id } }', { variables: { id: source } })).toEqual({
      node: null,
    });

    const refused = await send(step('startReview'), { variables: { id }, key: ada });
    expect(refused).toMatchObject({ answer: { __typename: 'NotAllowed' } });
    expect(await send(lists, { key: ben })).toMatchObject({ reviewQueue: { nodes: [{ id, by: 'ada' }] } });
    for (const name of ['startReview', 'accept'])
      expect(await send(step(name), { variables: { id, why: 'Sound.' }, key: ben })).toMatchObject({
        answer: { __typename: 'Proposal' },
      });
    const accepted = await figuresNow();
    expect(accepted).not.toEqual(before);
    expect(accepted).toMatchObject({ claim: { indication: { status: 'NO_EFFECT_SHOWN', studies: 1 } } });
    expect(flagsOf(accepted)).not.toEqual(flagsOf(before));

    const retract = await send(notice, { variables: { source, nature: 'RETRACTION' }, key: ben });
    expect(retract).toMatchObject({ recordNotice: { __typename: 'RecordedNotice' } });
    const fallen = await figuresNow();
    expect(fallen).toMatchObject({
      claim: { indication: (before as { claim: { indication: object } }).claim.indication },
    });
    expect(flagsOf(fallen)).toContain('RETRACTION_AFFECTED');
    const { needsReview } = (await send(lists, { key: ben })) as {
      needsReview: { nodes: { entryId: string; path: string[] }[] };
    };
    expect(needsReview.nodes.map(({ entryId }) => entryId)).toEqual(expect.arrayContaining([claim, recommendation]));
    expect(needsReview.nodes.every(({ entryId, path }) => path[0] === source && path.at(-1) === entryId)).toBe(true);

    await send(notice, { variables: { source, nature: 'REINSTATEMENT' }, key: ben });
    expect(await figuresNow()).toEqual(accepted);
    expect(await send(lists, { key: ben })).toMatchObject({ needsReview: { nodes: [] } });
    const told = await send('query H($id: ID!) { history(id: $id) { nodes { by role what after } hasNextPage } }', {
      variables: { id: source },
    });
    expect(told).toMatchObject({
      history: {
        nodes: [
          { by: 'ben', role: 'REVIEWER', what: 'ADDED' },
          { by: 'ben', role: 'REVIEWER', what: 'CHANGED', after: { standing: 'RETRACTED' } },
          { by: 'ben', role: 'REVIEWER', what: 'CHANGED', after: { standing: 'REINSTATED' } },
        ],
        hasNextPage: false,
      },
    });
    const feed = await send('{ changes(first: 2) { nodes { sequence entryId } endSequence hasNextPage } }');
    expect(feed).toMatchObject({
      changes: { nodes: [{ sequence: 1 }, { sequence: 2 }], endSequence: 2, hasNextPage: true },
    });
  });

  it('tells a wrong field by its path, and whoever has no credential nothing of what others proposed', async () => {
    const input = {
      claim: 'claim:none',
      source: { id: 'source:none' },
      finding: { kind: 'COST', text: 'x' },
      link: { stance: 'CONTEXT' },
    };
    expect(await send(linkStudy, { variables: { input }, key: keys['ada'] ?? '' })).toMatchObject({
      linkStudy: { __typename: 'NotFound', problems: [{ path: 'claim' }, { path: 'source.id' }] },
    });
    const both = { ...input, source: { id: 'source:x', new: { kind: 'ARTICLE' } } };
    expect(await send(linkStudy, { variables: { input: both }, key: keys['ada'] ?? '' })).toMatchObject({
      linkStudy: { __typename: 'ValidationFailed', problems: [{ path: 'source' }] },
    });
    for (const query of [
      '{ reviewQueue { nodes { id } } }',
      '{ needsReview { nodes { entryId } } }',
      '{ mySubmissions { nodes { id } } }',
    ])
      expect((await ask(query)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
}

const flagsOf = (answer: unknown) =>
  (answer as { recommendation: { grounding: { flags: { flag: string }[] } } }).recommendation.grounding.flags.map(
    ({ flag }) => flag,
  );
