import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createKey, revokeKey } from '../../src/access/api-keys.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { issuerServer, type IssuerServer } from '../access/issuer-server.ts';
import { changeSet, claim } from '../contract/write-helpers.ts';
import { serving } from '../support/serving.ts';

const keyPepper = 'a pepper that has at least thirty-two characters';
const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
const operator = { by: 'tests', role: 'ADMIN', at: new Date().toISOString() };
const expiresAt = new Date(Date.now() + 60_000).toISOString();
const ann = { owner: 'ann', name: 'Ann', role: 'REVIEWER' as const, scopes: [], conflicts: [], expiresAt };
let issuer: IssuerServer;
let server: FastifyInstance;

beforeAll(async () => {
  issuer = await issuerServer();
  await store.write(changeSet({ nodes: [claim('a')] }));
  server = await serving(store, { responseCache: true, access: { keyPepper, issuers: [issuer.issuer] } });
});
afterAll(async () => {
  await server.close();
  await store.close();
  await issuer.close();
});

const query = '{ viewer { id displayName role scopes } claims { nodes { id } } }';
const ask = (authorization?: string, payload: object = { query }) =>
  server.inject({
    method: 'POST',
    url: '/graphql',
    payload,
    headers: { origin: 'https://allowed.example', ...(authorization !== undefined && { authorization }) },
  });
const viewerOf = async (authorization?: string) =>
  (await ask(authorization)).json<{ data: { viewer: unknown } }>().data.viewer;
const claims = { claims: { nodes: [{ id: 'claim:a' }] } };

describe('a person', () => {
  const make =
    'mutation M($days: Int) { createKey(days: $days) { __typename ... on CreatedKey { text key { id name role } } ... on UserError { code message } } }';
  const revoke =
    'mutation R($id: ID!) { revokeKey(id: $id) { __typename ... on ApiKey { id revokedAt } ... on UserError { code } } }';
  const asked = async (payload: object, authorization?: string) =>
    (await ask(authorization, payload)).json<{ data: Record<string, { text: string; key: { id: string } }> }>().data;

  it('makes a key of their own role, lists it without its secret, and revokes it', async () => {
    const { text } = await createKey(store, keyPepper, { ...ann, owner: 'own' }, operator);
    const { createKey: made } = await asked({ query: make, variables: { days: 7 } }, `Bearer ${text}`);
    expect(made).toMatchObject({ __typename: 'CreatedKey', key: { name: 'Ann', role: 'REVIEWER' } });
    const bearer = `Bearer ${made?.text ?? ''}`;
    expect(await viewerOf(bearer)).toMatchObject({ id: 'own', displayName: 'Ann' });
    const listed = await ask(bearer, { query: '{ myKeys { id name revokedAt } }' });
    expect(listed.json<{ data: { myKeys: unknown[] } }>().data.myKeys).toHaveLength(2);
    // The secret is the last 43 characters: it may itself hold the sign that parts it from the id.
    const secret = made?.text.slice(-43);
    expect(secret).toHaveLength(43);
    expect(listed.body).not.toContain(secret);
    const id = made?.key.id;
    expect(await asked({ query: revoke, variables: { id } }, `Bearer ${text}`)).toMatchObject({
      revokeKey: { __typename: 'ApiKey', id },
    });
    expect((await ask(bearer)).statusCode).toBe(401);
  });

  it('makes none without a name, none for longer than allowed, and revokes none of another', async () => {
    expect(await asked({ query: make })).toMatchObject({ createKey: { __typename: 'NotSignedIn' } });
    const { text, key } = await createKey(store, keyPepper, ann, operator);
    expect(await asked({ query: make, variables: { days: 91 } }, `Bearer ${text}`)).toMatchObject({
      createKey: { __typename: 'InvalidInput' },
    });
    const other = await createKey(store, keyPepper, { ...ann, owner: 'bea' }, operator);
    expect(await asked({ query: revoke, variables: { id: key.id } }, `Bearer ${other.text}`)).toMatchObject({
      revokeKey: { __typename: 'NotAllowed' },
    });
    expect(await asked({ query: revoke, variables: { id: '0123456789abcdef' } }, `Bearer ${text}`)).toMatchObject({
      revokeKey: { __typename: 'NotFound' },
    });
  });
});

describe('a request', () => {
  it('without a credential reads, and is nobody', async () => {
    expect((await ask()).json()).toMatchObject({ data: { viewer: null, ...claims } });
  });

  it('with a key or a token is somebody, who may do what the table says', async () => {
    const { text } = await createKey(store, keyPepper, ann, operator);
    const scopes = expect.arrayContaining(['read', 'propose', 'accept', 'createOwnKey']) as unknown;
    expect(await viewerOf(`Bearer ${text}`)).toEqual({ id: 'ann', displayName: 'Ann', role: 'REVIEWER', scopes });
    expect(await viewerOf(`bearer  ${text}`)).toMatchObject({ id: 'ann' });
    expect(await viewerOf(`Bearer ${await issuer.token()}`)).toEqual({
      id: 'orcid:0000-0001',
      displayName: 'Ann',
      role: 'REVIEWER',
      scopes,
    });
  });

  it('with a bad credential is refused with 401, even where anybody may read, and whoever asked before', async () => {
    const { text, key } = await createKey(store, keyPepper, ann, operator);
    const known = { query: '{ claims { nodes { id } } }' };
    expect((await ask(undefined, known)).statusCode).toBe(200);
    expect((await ask(`Bearer ${text}`, known)).statusCode).toBe(200);
    await revokeKey(store, key.id, operator);
    const bad = [
      `Bearer ${text}`,
      'Bearer x',
      'Bearer',
      '',
      'Bearer a b',
      text,
      'Basic YTpi',
      `Token ${text}`,
      `Bearer ${text},`,
    ];
    for (const authorization of bad) {
      const { statusCode, headers, body } = await ask(authorization, known);
      expect([authorization, statusCode, headers['www-authenticate'], headers['cache-control']]).toEqual([
        authorization,
        401,
        'Bearer realm="evidence-graph", error="invalid_token"',
        'no-store',
      ]);
      expect(headers['access-control-allow-origin']).toBe('https://allowed.example');
      expect(JSON.parse(body)).toEqual({
        errors: [{ message: expect.stringContaining('not valid') as string, extensions: { code: 'UNAUTHENTICATED' } }],
      });
      expect(body).not.toContain(text);
    }
  });

  it('with two credentials is refused, also where both are good or the second is empty', async () => {
    const { text } = await createKey(store, keyPepper, ann, operator);
    await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const answer = async (authorizations: readonly string[]) => {
      const headers = [
        ...authorizations.flatMap((value) => ['Authorization', value]),
        'Host',
        'x',
        'apollo-require-preflight',
        'y',
      ];
      const path = `/graphql?query=${encodeURIComponent('{ viewer { id } }')}`;
      const [response] = (await once(request({ port, path, headers }).end(), 'response')) as [IncomingMessage];
      return [response.statusCode, await json(response)];
    };
    expect(await answer([`Bearer ${text}`])).toMatchObject([200, { data: { viewer: { id: 'ann' } } }]);
    for (const second of [`Bearer ${text}`, ''])
      expect(await answer([`Bearer ${text}`, second])).toMatchObject([401, {}]);
  });

  it('with a token is told 503 while its issuer is down, never 401, and all others go on', async () => {
    const down = await issuerServer({ issuer: 'https://issuer.example', name: 'down' });
    down.status = 500;
    const other = await serving(store, { access: { keyPepper, issuers: [down.issuer] } });
    const { text } = await createKey(store, keyPepper, ann, operator);
    const answers = [];
    for (const authorization of [`Bearer ${await down.token()}`, undefined, `Bearer ${text}`]) {
      const headers = { ...(authorization !== undefined && { authorization }) };
      answers.push(await other.inject({ method: 'POST', url: '/graphql', payload: { query }, headers }));
    }
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 200, 200]);
    expect(answers[0]?.json()).toMatchObject({ errors: [{ extensions: { code: 'ISSUER_UNAVAILABLE' } }] });
    expect(answers[0]?.headers['www-authenticate']).toBeUndefined();
    await other.close();
    await down.close();
  });

  it('is told 503 where the store that keeps the keys is gone', async () => {
    const gone = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
    const broken = await serving(gone, { access: { keyPepper, issuers: [] } });
    const { text } = await createKey(gone, keyPepper, ann, operator);
    await gone.close();
    const headers = { authorization: `Bearer ${text}` };
    const { statusCode } = await broken.inject({ method: 'POST', url: '/graphql', payload: { query }, headers });
    expect(statusCode).toBe(503);
    await broken.close();
  });

  it('is nobody known where no keys and no issuers are set', async () => {
    const closed = await serving(store);
    const { text } = await createKey(store, keyPepper, ann, operator);
    const answer = (authorization: string) =>
      closed.inject({ method: 'POST', url: '/graphql', payload: { query }, headers: { authorization } });
    expect((await answer(`Bearer ${text}`)).statusCode).toBe(401);
    expect((await answer(`Bearer ${await issuer.token()}`)).statusCode).toBe(401);
    await closed.close();
  });
});

it('keeps no answer that is of one person', async () => {
  const { text } = await createKey(store, keyPepper, ann, operator);
  const url = `/graphql?query=${encodeURIComponent(query)}`;
  const get = (headers: Record<string, string>) =>
    server.inject({ url, headers: { 'apollo-require-preflight': 'yes', ...headers } });
  const own = await get({ authorization: `Bearer ${text}` });
  expect([own.headers['cache-control'], own.headers['etag']]).toEqual(['no-store', undefined]);
  expect((await get({})).json()).toMatchObject({ data: { viewer: null } });
  expect((await get({ authorization: `Bearer ${text}` })).json()).toMatchObject({ data: { viewer: { id: 'ann' } } });
});
