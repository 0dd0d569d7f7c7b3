import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { oddGraph } from '../operations/odd-graph.ts';
import { serving } from '../support/serving.ts';

const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
let ways: Readonly<Record<string, FastifyInstance>>;

beforeAll(async () => {
  await store.write(oddGraph());
  ways = {
    executed: await serving(store, { compiledOperations: false }),
    compiled: await serving(store, { answersCompiled: false }),
    read: await serving(store),
    remembered: await serving(store, { responseCache: true }),
  };
  // From the second request on, operations are read without Apollo Server where that is on.
  for (const server of Object.values(ways))
    await server.inject({ method: 'POST', url: '/graphql', payload: { query: '{ __typename }' } });
});
afterAll(async () => {
  for (const server of Object.values(ways)) await server.close();
  await store.close();
});

interface ErrorAnswer {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** What a request comes to, the same in every way. */
async function answerTo(request: InjectOptions): Promise<ErrorAnswer> {
  const answers: ErrorAnswer[] = [];
  for (const server of Object.values(ways)) {
    const response = await server.inject({ url: '/graphql', ...request });
    const { errors: [error] = [] } = response.json<{
      errors?: { message: string; extensions: { code: string } }[];
    }>();
    answers.push({ status: response.statusCode, code: error?.extensions.code, message: error?.message });
  }
  const [answer] = answers;
  expect(answers).toEqual(answers.map(() => answer));
  return answer ?? expect.fail('There is no server.');
}

/** Texts, as `JSON.stringify` takes a stack as deep as what it writes. */
const post = (payload: string): InjectOptions => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  payload,
});
const bodyWith = (query: string, variables: string) => `{"query":${JSON.stringify(query)},"variables":${variables}}`;
const objects = (levels: number) => `${'{"not":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;
const lists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

const filtered = 'query ($f: ClaimFilter) { claims(filter: $f) { totalCount } }';
const tooDeep = {
  status: 400,
  code: 'BAD_USER_INPUT',
  message: 'Variables may nest 32 levels of objects and lists at most; these nest more than 32.',
};

describe('variables', () => {
  it.each([33, 5_000, 15_000])('that nest %i levels are refused, whatever they are for', async (levels) => {
    for (const query of [
      filtered,
      '{ __typename }',
      'mutation ($f: ID!) { revokeKey(id: $f) { __typename } }',
      'query ($f: ID!) { chain(id: $f) { truncated } }',
    ])
      expect(await answerTo(post(bodyWith(query, `{"f":${objects(levels)}}`))), query).toEqual(tooDeep);
    expect(await answerTo(post(bodyWith(filtered, `{"other":${lists(levels)}}`)))).toEqual(tooDeep);
  });

  it('may nest 32 levels: what they are for is looked at then', async () => {
    expect(await answerTo(post(bodyWith(filtered, `{"f":${objects(32)}}`)))).toMatchObject({
      status: 400,
      message: 'filter may be nested 6 deep at most; it is deeper.',
    });
    expect(await answerTo(post(bodyWith('{ __typename }', `{"unknown":${lists(32)}}`)))).toMatchObject({ status: 200 });
  });

  it('may hold 10,000 values, lists and objects among them, and no more', async () => {
    const values = (count: number) => `{"f":[${Array.from({ length: count - 1 }, () => '1').join()}]}`;
    expect(await answerTo(post(bodyWith('{ __typename }', values(10_000))))).toMatchObject({ status: 200 });
    expect(await answerTo(post(bodyWith('{ __typename }', values(10_001))))).toEqual({
      status: 400,
      code: 'BAD_USER_INPUT',
      message: 'Variables may hold 10000 values at most; these hold more than 10000.',
    });
  });

  it('may be one text as long as the body lets it be', async () => {
    const text = JSON.stringify({ f: 'a'.repeat(200_000) });
    const query = 'mutation ($f: ID!) { revokeKey(id: $f) { __typename } }';
    expect(await answerTo(post(bodyWith(query, text)))).toMatchObject({ status: 200, code: undefined });
  });

  it('that come in the address are held to the same', async () => {
    const get = (variables: string): InjectOptions => ({
      method: 'GET',
      query: { query: '{ __typename }', variables },
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(await answerTo(get(`{"f":${lists(5_000)}}`))).toEqual(tooDeep);
    expect(await answerTo(get(`{"f":${lists(32)}}`))).toMatchObject({ status: 200 });
  });
});

describe('what nests deep elsewhere', () => {
  const form = { status: 400, code: 'BAD_REQUEST' };
  it.each([
    ['extensions', `{"query":"{ __typename }","extensions":{"a":${lists(60_000)}}}`, form],
    ['a hash', `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":${objects(20_000)}}}}`, form],
    ['an operation name', `{"query":"{ __typename }","operationName":${objects(20_000)}}`, form],
    ['a query', `{"query":${objects(20_000)}}`, form],
    ['something unknown', `{"query":"{ __typename }","more":${lists(60_000)}}`, form],
    ['a batch', lists(60_000), form],
    ['variables that are a list', bodyWith('{ __typename }', lists(60_000)), tooDeep],
    [
      'a value in the text',
      bodyWith(`{ claims(filter: ${'{ not: '.repeat(240)}{}${' }'.repeat(240)}) { totalCount } }`, '{}'),
      { status: 400, code: 'BAD_USER_INPUT' },
    ],
    [
      'a list in the text',
      bodyWith(`{ nodes(ids: ${lists(480)}) { id } }`, '{}'),
      { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'a selection',
      bodyWith(`{ ${'claims { '.repeat(320)} id ${' }'.repeat(320)} }`, '{}'),
      { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'a type of the schema',
      bodyWith(`{ __type(name: "Claim") { ${'ofType { '.repeat(320)} name ${' }'.repeat(320)} } }`, '{}'),
      { status: 200 },
    ],
    [
      'a type of a variable',
      bodyWith(`query ($a: ${'['.repeat(480)}ID${']'.repeat(480)}) { nodes(ids: $a) { id } }`, '{}'),
      { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
    ],
  ])('%s is no failure of ours', async (_, body, expected) => {
    expect(await answerTo(post(body))).toMatchObject(expected);
  });
});
