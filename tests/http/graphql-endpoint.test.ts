import { ApolloServer } from '@apollo/server';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { DocumentReader } from '../../src/graphql/document-reader.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { operationId } from '../../src/graphql/persisted/operation-manifest.ts';
import { changeSet, claim } from '../contract/write-helpers.ts';
import { serving } from '../support/serving.ts';

const statements: string[] = [];
const store = openEmbeddedStore({
  model: evidenceModel,
  file: ':memory:',
  observe: (text) => statements.push(text),
});
const apollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
let server: FastifyInstance;

beforeAll(async () => {
  await store.write(changeSet({ nodes: [claim('a'), claim('b'), claim('c')] }));
  server = await serving(store);
});
beforeEach(() => void statements.splice(0));
afterAll(async () => {
  await server.close();
  await store.close();
});

/** A text that no other test uses, so that nobody knows it yet. */
const fresh = (() => {
  let count = 0;
  return () =>
    `query Fresh${(count += 1)}($first: Int, $id: ID = "claim:a") { claims(first: $first) { nodes { id } } claim(id: $id) { id } }`;
})();

const ask = (payload: object, more: InjectOptions = {}) =>
  server.inject({ method: 'POST', url: '/graphql', payload, ...more });

/** How often Apollo Server was asked meanwhile. */
async function askedApollo(work: () => Promise<unknown>): Promise<number> {
  const before = apollo.mock.calls.length;
  await work();
  return apollo.mock.calls.length - before;
}

/** Asks often enough for the text to be kept. */
async function askKnown(payload: object): Promise<void> {
  for (const _time of [1, 2]) await ask(payload);
}

const reading = vi.spyOn(DocumentReader.prototype, 'read');

describe('a text', () => {
  it('is answered without Apollo Server from the first time on, kept the second time and read no more', async () => {
    const query = fresh();
    reading.mockClear();
    const asked: number[] = [];
    for (const _time of [1, 2, 3, 4]) asked.push(await askedApollo(() => ask({ query })));
    expect([asked, reading.mock.calls.length]).toEqual([[0, 0, 0, 0], 2]);
  });

  it.each([
    [undefined, 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['application/json;q=0.9', 'application/json; charset=utf-8'],
    ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json; charset=utf-8'],
  ])(
    'is then answered with one statement, in the bytes and headers of Apollo Server, for accept: %s',
    async (accept, type) => {
      const query = fresh();
      await askKnown({ query });
      statements.splice(0);
      const headers = { ...(accept !== undefined && { accept }) };
      const own = await ask({ query }, { headers });
      expect([statements.length, own.headers['content-type']]).toEqual([1, type]);
      const through = await serving(store, { answersCompiled: false });
      const other = await through.inject({ method: 'POST', url: '/graphql', payload: { query }, headers });
      await through.close();
      const comparable = (headers: typeof own.headers) => ({ ...headers, date: undefined, 'x-request-id': undefined });
      expect([own.statusCode, comparable(own.headers), own.body]).toEqual([200, comparable(other.headers), other.body]);
    },
  );

  it.each(['text/html', 'application/json; callbackSpec=1.0'])(
    'is left to Apollo Server for accept: %s',
    async (accept) => {
      const query = fresh();
      await askKnown({ query });
      expect(await askedApollo(() => ask({ query }, { headers: { accept } }))).toBe(1);
    },
  );

  it.each<[string, object]>([
    ['with what a client tells of itself', { extensions: { clientLibrary: { name: 'some', version: '1' } } }],
    ['with extensions and a name that are null', { extensions: null, operationName: null }],
  ])('is answered without Apollo Server %s', async (_, more) => {
    const query = fresh();
    await askKnown({ query });
    expect(await askedApollo(() => ask({ query, ...more }))).toBe(0);
  });

  it('that others keep sending stays known, whatever number of others come once', async () => {
    const query = fresh();
    await askKnown({ query });
    for (let other = 0; other < 300; other += 1) await ask({ query: fresh() });
    expect(await askedApollo(() => ask({ query }))).toBe(0);
  });

  it.each<[string, object, string]>([
    ['does not parse', { query: '{ claims' }, 'GRAPHQL_PARSE_FAILED'],
    ['is not valid', { query: '{ claims { nothing } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['has too many tokens', { query: `{ ${'__typename '.repeat(1000)} }` }, 'TOKEN_LIMIT_EXCEEDED'],
  ])('is refused here each time where it %s, in the bytes of Apollo Server', async (_, payload, code) => {
    const through = await serving(store, { answersCompiled: false });
    const other = await through.inject({ method: 'POST', url: '/graphql', payload });
    await through.close();
    for (const _time of [1, 2, 3]) {
      const asked = await askedApollo(async () => {
        const { body, statusCode, headers } = await ask(payload);
        expect([statusCode, body, headers['content-type']]).toEqual([400, other.body, other.headers['content-type']]);
        expect(body).toContain(code);
      });
      expect(asked).toBe(0);
    }
  });

  it.each<[string, object, string]>([
    ['is no text', { query: 7 }, 'BAD_REQUEST'],
    ['is empty', { query: '' }, 'BAD_REQUEST'],
    [
      'has no operation of that name',
      { query: 'query A { __typename }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['comes with a name that is no text', { query: '{ __typename }', operationName: 7 }, 'BAD_REQUEST'],
    ['comes with extensions that are none', { query: '{ __typename }', extensions: [] }, 'BAD_REQUEST'],
    [
      'has a hash that is not its own',
      { query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } },
      'BAD_USER_INPUT',
    ],
  ])('is refused by Apollo Server each time where it %s', async (_, payload, code) => {
    for (const _time of [1, 2, 3]) {
      const asked = await askedApollo(async () => {
        const { errors } = (await ask(payload)).json<{ errors: { extensions: { code: string } }[] }>();
        expect(errors[0]?.extensions.code).toBe(code);
      });
      expect(asked).toBe(1);
    }
  });

  it('is refused where another operation of its document asks for the schema, and that is off', async () => {
    const closed = await serving(store, { introspection: false });
    const query = 'query A { claims { totalCount } } query B { __schema { queryType { name } } }';
    const post = (payload: object) => closed.inject({ method: 'POST', url: '/graphql', payload });
    expect((await post({ query: '{ claims { totalCount } }' })).statusCode).toBe(200);
    expect((await post({ query, operationName: 'A' })).json()).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    await closed.close();
  });

  it('is refused where only listed operations are answered', async () => {
    const body = '{ claims { totalCount } }';
    const hash = operationId(body);
    const listed = await serving(store, { persisted: { operations: new Map([[hash, body]]), only: true } });
    const post = (payload: object) => listed.inject({ method: 'POST', url: '/graphql', payload });
    const byHash = { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } };
    for (const _time of [1, 2]) expect((await post(byHash)).statusCode).toBe(200);
    expect(await askedApollo(async () => expect((await post(byHash)).statusCode).toBe(200))).toBe(0);
    for (const query of [body, '{ studies { totalCount } }'])
      expect((await post({ query })).json()).toMatchObject({
        errors: [{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }],
      });
    await listed.close();
  });
});

describe('an operation that was answered before', () => {
  it('is answered with other variables without asking Apollo Server, with one statement', async () => {
    const query = fresh();
    await askKnown({ query, variables: { first: 1 } });
    statements.splice(0);
    const other = { query, variables: { first: 2, id: 'claim:b' } };
    const again = await askedApollo(async () => {
      expect((await ask(other)).json()).toEqual({
        data: { claims: { nodes: [{ id: 'claim:a' }, { id: 'claim:b' }] }, claim: { id: 'claim:b' } },
        extensions: { cost: { nodes: 3, limit: 10_000, work: 0, workLimit: 5_000_000 } },
      });
      expect((await ask({ query, variables: null })).json<{ data: object }>().data).toMatchObject({
        claim: { id: 'claim:a' },
      });
    });
    expect([again, statements.length]).toEqual([0, 2]);
  });

  it('tells what was written in the meantime', async () => {
    const query = fresh();
    await askKnown({ query });
    await store.write(changeSet({ nodes: [claim('d')] }));
    expect(await askedApollo(async () => expect((await ask({ query })).body).toContain('claim:d'))).toBe(0);
  });

  it.each([
    ['a page that is too large', { first: 101 }, 'PAGE_SIZE_OUT_OF_RANGE'],
    ['a variable of another type', { first: 'all' }, 'BAD_USER_INPUT'],
    ['an id that is none', { id: 'nothing' }, 'BAD_USER_INPUT'],
    ['variables in a list', [1], 'BAD_REQUEST'],
    ['variables that are a text', '{"first":1}', 'BAD_REQUEST'],
  ])('is left to Apollo Server with %s', async (_, variables, code) => {
    const query = fresh();
    await askKnown({ query });
    const asked = await askedApollo(async () => {
      const { errors } = (await ask({ query, variables })).json<{ errors?: { extensions: { code: string } }[] }>();
      expect(errors?.[0]?.extensions.code).toBe(code);
    });
    expect(asked).toBe(1);
  });
});

describe('never known is', () => {
  it.each([
    ['what was refused', { query: '{ claims(first: 0) { nodes { id } } }' }],
    ['what is not of the graph', { query: '{ __schema { queryType { name } } }' }],
    ['what is computed', { query: '{ recommendations { nodes { id grounding { __typename } } } }' }],
    ['a mutation', { query: 'mutation { createKey { __typename } }' }],
    ['a hash without a text', { extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } }],
  ])('%s', async (_, payload) => {
    await askKnown(payload);
    expect(await askedApollo(() => ask(payload))).toBe(1);
  });

  it('an answer to GET, which browsers and mirrors keep by rules of their own', async () => {
    const url = `/graphql?query=${encodeURIComponent(fresh())}`;
    const get = () => server.inject({ url, headers: { 'apollo-require-preflight': 'yes' } });
    for (const _time of [1, 2]) expect((await get()).statusCode).toBe(200);
    expect(await askedApollo(get)).toBe(1);
  });

  it('one operation of a document by the name of another', async () => {
    const query = 'query A { claims { totalCount } } query B { studies { totalCount } }';
    const data = async (operationName: string) => (await ask({ query, operationName })).json<{ data: object }>().data;
    for (const _time of [1, 2]) await data('A');
    expect(await data('B')).toEqual({ studies: { totalCount: 0 } });
    expect(Object.keys(await data('A'))).toEqual(['claims']);
  });
});
