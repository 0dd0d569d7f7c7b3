import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { evidenceModel } from '../../src/domain/model.ts';
import { persistOperations } from '../../src/graphql/persisted/persist-operations.ts';
import { PersistedOperations } from '../../src/graphql/persisted/persisted-operations.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { changeSet, claim } from '../contract/write-helpers.ts';
import { schema, serving } from '../support/serving.ts';

const statements: string[] = [];
const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:', observe: (text) => statements.push(text) });
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const aliases = Array.from({ length: 31 }, (_, number) => `a${number}: totalCount`).join(' ');
const { manifest } = persistOperations(
  [
    {
      file: 'claims.graphql',
      text: 'query Claims($first: Int) { claims(first: $first) { totalCount nodes { ...Named } } }',
    },
    { file: 'named.graphql', text: 'fragment Named on Claim { id text }' },
    { file: 'many.graphql', text: `query Many { claims { ${aliases} } }` },
    { file: 'schema.graphql', text: 'query Schema { __schema { queryType { name } } }' },
  ],
  schema,
);
const operations = new Map(manifest?.operations.map(({ id, body }) => [id, body]));
const [claims = '', many = '', introspection = ''] = operations.keys();
const claimsText = operations.get(claims) ?? '';

let open: FastifyInstance;
let closed: FastifyInstance;
beforeAll(async () => {
  await store.write(changeSet({ nodes: [claim('a'), claim('b')] }));
  open = await serving(store, { responseCache: true, persisted: { operations, only: false } });
  closed = await serving(store, { responseCache: true, persisted: { operations, only: true } });
});
beforeEach(() => void statements.splice(0));
afterAll(async () => {
  await open.close();
  await closed.close();
  await store.close();
});

const byHash = (sha256Hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});

async function post(server: FastifyInstance, payload: Record<string, unknown>) {
  const response = await server.inject({ method: 'POST', url: '/graphql', payload });
  return { status: response.statusCode, body: response.body, headers: response.headers };
}

function get(server: FastifyInstance, parameters: Record<string, string>, headers: Record<string, string> = {}) {
  const url = `/graphql?${new URLSearchParams(parameters).toString()}`;
  return server.inject({ method: 'GET', url, headers: { 'apollo-require-preflight': 'yes', ...headers } });
}

const failure = ({ status, body }: { status: number; body: string }) => {
  const { errors, data } = JSON.parse(body) as {
    errors: { message: string; extensions: { code: string; argument?: string } }[];
    data?: unknown;
  };
  return { status, data, ...errors[0]?.extensions, message: errors[0]?.message };
};

describe('a listed operation', () => {
  it('answers to its hash the same bytes as to its text, in both modes', async () => {
    const variables = { first: 1 };
    const whole = await post(open, { query: claimsText, variables });
    expect([whole.status, whole.body.includes('claim:a')]).toEqual([200, true]);
    for (const server of [open, closed])
      expect(await post(server, { ...byHash(claims), variables })).toMatchObject({ status: 200, body: whole.body });
  });

  it('is kept by its hash, gives the bytes that its text gives, and is read anew after a write', async () => {
    const reads = () => statements.filter((text) => text.includes('node_Claim')).length;
    const variables = { first: 7 };
    const first = await post(open, { ...byHash(claims), variables });
    expect((await post(open, { ...byHash(claims), variables })).body).toBe(first.body);
    expect(reads()).toBe(1);
    expect((await post(open, { query: claimsText, variables })).body).toBe(first.body);
    await store.write(changeSet({ nodes: [claim('c')] }));
    expect((await post(open, { ...byHash(claims), variables })).body).toContain('claim:c');
  });

  it('answers to a GET by its hash, with a tag, where a foreign page could not have sent it', async () => {
    const parameters = { extensions: JSON.stringify(byHash(claims).extensions), variables: '{"first":2}' };
    for (const server of [open, closed]) {
      const first = await get(server, parameters);
      expect(first.statusCode).toBe(200);
      expect(first.body).toBe((await post(open, { query: claimsText, variables: { first: 2 } })).body);
      const again = await get(server, parameters, { 'if-none-match': String(first.headers['etag']) });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      const foreign = await server.inject({ url: `/graphql?${new URLSearchParams(parameters).toString()}` });
      expect([foreign.statusCode, foreign.body.includes('CSRF')]).toEqual([400, true]);
    }
  });

  it('is held to the limits, and to what introspection allows', async () => {
    expect(failure(await post(closed, byHash(many)))).toMatchObject({ status: 400, code: 'ALIAS_LIMIT_EXCEEDED' });
    expect(failure(await post(closed, { ...byHash(claims), variables: { first: 0 } }))).toMatchObject({
      status: 400,
      code: 'PAGE_SIZE_OUT_OF_RANGE',
    });
    const silent = await serving(store, { introspection: false, persisted: { operations, only: true } });
    expect(failure(await post(silent, byHash(introspection)))).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    await silent.close();
    expect((await post(closed, byHash(introspection))).status).toBe(200);
  });
});

describe('a hash', () => {
  it('that is not known is told so in under 100 ms, and the store is asked nothing', async () => {
    for (const server of [open, closed]) {
      const began = performance.now();
      const answer = await post(server, byHash(sha256('nobody knows me')));
      expect(performance.now() - began).toBeLessThan(100);
      expect(failure(answer)).toEqual({
        status: 200,
        code: 'PERSISTED_QUERY_NOT_FOUND',
        message: 'PersistedQueryNotFound',
      });
      expect(answer.headers['cache-control']).toBe('private, no-cache, must-revalidate');
    }
    expect(statements).toEqual([]);
  });

  it.each([
    ['short', 'abc'],
    ['long', `${claims}0`],
    ['in capitals', claims.toUpperCase()],
    ['not hexadecimal', 'g'.repeat(64)],
    ['empty', ''],
    ['with a line end', `${claims}\n`],
    ['a number', 1],
    ['an object', { toString: claims }],
    ['a list', [claims]],
    ['null', null],
    ['missing', undefined],
  ])('that is %s is refused, whatever is sent with it', async (_, hash) => {
    const requests = [open, closed].map((server) => post(server, byHash(hash)));
    for (const answer of await Promise.all([...requests, post(open, { ...byHash(hash), query: claimsText })]))
      expect(failure(answer)).toMatchObject({
        status: 400,
        code: 'BAD_USER_INPUT',
        argument: 'extensions.persistedQuery.sha256Hash',
      });
    if (hash === undefined) return;
    const { statusCode: status, body } = await get(open, { extensions: JSON.stringify(byHash(hash).extensions) });
    expect(failure({ status, body })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  });

  it.each([[2], ['1'], [null], [undefined]])('of version %j is refused', async (version) => {
    const answer = await post(open, { extensions: { persistedQuery: { sha256Hash: claims, version } } });
    expect(failure(answer)).toMatchObject({ status: 400, argument: 'extensions.persistedQuery.version' });
  });

  it.each([['text'], [[]], [[1]], [true], [7]])('given as %j is refused', async (persistedQuery) => {
    expect(failure(await post(open, { extensions: { persistedQuery } }))).toMatchObject({ status: 400 });
  });

  it('that is not of the text beside it is refused, and the list stays as it was', async () => {
    const answer = await post(open, { ...byHash(claims), query: '{ studies { totalCount } }' });
    expect(failure(answer)).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
      message: 'The hash of a persisted query must be the SHA-256 of the query that is sent with it.',
    });
    expect((await post(open, byHash(claims))).body).toContain('claim:a');
  });
});

describe('a text', () => {
  const query = '{ claims { totalCount } }';

  it('is answered and can be registered where all is accepted', async () => {
    expect(failure(await post(open, byHash(sha256(query)))).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    const registered = await post(open, { query, ...byHash(sha256(query)) });
    expect(registered.status).toBe(200);
    expect((await post(open, byHash(sha256(query)))).body).toBe(registered.body);
  });

  it('is refused where only listed operations are answered: new, listed, registered, introspected, by GET', async () => {
    const parameters = [{ query }, { query: claimsText, ...byHash(claims) }, { query, ...byHash(sha256(query)) }];
    const asked = [...parameters, { query: '{ __schema { queryType { name } } }' }, { query: 'not GraphQL' }];
    const refusal = {
      status: 400,
      code: 'PERSISTED_QUERY_ONLY',
      message: expect.stringContaining('send extensions.persistedQuery with version 1') as string,
    };
    for (const payload of asked) expect(failure(await post(closed, payload))).toEqual(refusal);
    for (const name of ['query', '%71uery']) {
      const url = `/graphql?${name}=${encodeURIComponent(query)}`;
      const { statusCode: status, body } = await closed.inject({ url, headers: { 'apollo-require-preflight': 'yes' } });
      expect(failure({ status, body })).toEqual(refusal);
    }
    expect(statements).toEqual([]);
    expect(failure(await post(closed, byHash(sha256(query)))).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('does not slip by in a request of another form', async () => {
    const hidden = [
      [{ query }],
      { query: [query] },
      { query: null, variables: {} },
      { extensions: JSON.stringify(byHash(claims).extensions), variables: {} },
      { extensions: { persistedQuery: null }, variables: {} },
    ];
    for (const payload of hidden) {
      const response = await closed.inject({
        method: 'POST',
        url: `/graphql?query=${encodeURIComponent(query)}`,
        payload,
      });
      expect(failure({ status: response.statusCode, body: response.body })).toMatchObject({
        status: 400,
        code: 'BAD_REQUEST',
      });
    }
    expect(statements).toEqual([]);
  });
});

it('keeps what clients register within its bounds, and what is listed for ever', async () => {
  const kept = new PersistedOperations(new Map([['listed', '{ a }']]));
  await kept.set('listed', '{ b }');
  for (let number = 0; number < 100; number += 1) await kept.set(`registered-${number}`, 'x'.repeat(250_000));
  await kept.delete('listed');
  expect([await kept.get('listed'), await kept.get('registered-0')]).toEqual(['{ a }', undefined]);
  expect(await kept.get('registered-99')).toHaveLength(250_000);
});
