import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createKey } from '../../src/access/api-keys.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import type { ServerOptions } from '../../src/http/server-options.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { serving } from '../support/serving.ts';

const keyPepper = 'a pepper that has at least thirty-two characters';
const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
let server: FastifyInstance;
const serve = async (options: Partial<ServerOptions>) =>
  void (server = await serving(store, { access: { keyPepper, issuers: [] }, ...options }));
afterEach(() => server.close());
afterAll(() => store.close());

const keyOf = async (owner: string) => {
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  const given = { owner, name: owner, role: 'REVIEWER' as const, scopes: [], conflicts: [], expiresAt };
  const operator = { by: 'tests', role: 'ADMIN', at: new Date().toISOString() };
  return `Bearer ${(await createKey(store, keyPepper, given, operator)).text}`;
};
const ask = (headers: Record<string, string> = {}, remoteAddress = '203.0.113.1') =>
  server.inject({ method: 'POST', url: '/graphql', payload: { query: '{ __typename }' }, headers, remoteAddress });
const statusesOf = async (count: number, ...given: Parameters<typeof ask>) => {
  const statuses = [];
  for (let number = 0; number < count; number += 1) statuses.push((await ask(...given)).statusCode);
  return statuses;
};

describe('requests of a client within a minute', () => {
  it('are as many as it likes where nothing else is set, and no header tells of a limit', async () => {
    await serve({});
    expect(new Set(await statusesOf(50))).toEqual(new Set([200]));
    expect((await ask()).headers['x-ratelimit-limit']).toBeUndefined();
  });

  it('are refused beyond the limit in the form of a GraphQL error, with the time to wait', async () => {
    await serve({ rateLimit: 3 });
    const { headers } = await ask();
    expect([headers['x-ratelimit-limit'], headers['x-ratelimit-remaining'], headers['x-ratelimit-reset']]).toEqual([
      '3',
      '2',
      '60',
    ]);
    expect(await statusesOf(2)).toEqual([200, 200]);
    const refused = await ask({ origin: 'https://allowed.example', accept: 'application/graphql-response+json' });
    expect([refused.statusCode, refused.json()]).toEqual([
      429,
      {
        errors: [
          { message: 'Too many requests within a minute; try again later.', extensions: { code: 'RATE_LIMITED' } },
        ],
      },
    ]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['content-type']).toContain('application/graphql-response+json');
    expect(refused.headers['access-control-expose-headers']).toContain('retry-after');
  });

  it('are counted for each address and each principal by themselves, and probes not at all', async () => {
    await serve({ rateLimit: 2 });
    const [ann, bea] = [await keyOf('ann'), await keyOf('bea')];
    expect(await statusesOf(3)).toEqual([200, 200, 429]);
    expect(await statusesOf(3, {}, '203.0.113.2')).toEqual([200, 200, 429]);
    expect(await statusesOf(3, { authorization: ann })).toEqual([200, 200, 429]);
    // Wherever she asks from.
    expect(await statusesOf(1, { authorization: ann }, '203.0.113.9')).toEqual([429]);
    expect(await statusesOf(3, { authorization: bea })).toEqual([200, 200, 429]);
    for (let number = 0; number < 5; number += 1)
      expect((await server.inject({ url: '/health/live', remoteAddress: '203.0.113.1' })).statusCode).toBe(200);
  });

  it('are counted for a network of 64 bits where addresses are of IPv6', async () => {
    await serve({ rateLimit: 2 });
    expect(await statusesOf(2, {}, '2001:db8:1:2::1')).toEqual([200, 200]);
    expect(await statusesOf(1, {}, '2001:db8:1:2:ffff::7')).toEqual([429]);
    expect(await statusesOf(1, {}, '2001:db8:1:3::1')).toEqual([200]);
  });
});

describe('what a proxy tells of whom it asks for', () => {
  const forwarded = (address: string) => ({ 'x-forwarded-for': address });

  it('counts for nothing from a stranger', async () => {
    await serve({ rateLimit: 2 });
    const statuses = [];
    for (const address of ['198.51.100.1', '198.51.100.2', '198.51.100.3'])
      statuses.push((await ask(forwarded(address))).statusCode);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('counts from a proxy that is named, as far as that proxy tells and not what a stranger told the proxy', async () => {
    await serve({ rateLimit: 2, trustedProxies: ['10.0.0.0/8'] });
    expect(await statusesOf(3, forwarded('198.51.100.1'), '10.1.2.3')).toEqual([200, 200, 429]);
    expect(await statusesOf(1, forwarded('198.51.100.2'), '10.1.2.3')).toEqual([200]);
    // The last address is the proxy's own word.
    expect(await statusesOf(1, forwarded('198.51.100.7, 198.51.100.1'), '10.1.2.3')).toEqual([429]);
    expect(await statusesOf(3, forwarded('198.51.100.9'), '203.0.113.1')).toEqual([200, 200, 429]);
    // No address at all: the proxy itself is the client.
    expect(await statusesOf(3, forwarded('nonsense'), '10.1.2.3')).toEqual([200, 200, 429]);
  });
});

describe('bad credentials', () => {
  it('are told to wait after twenty of an address, and a good one from there is taken all the same', async () => {
    await serve({});
    const good = await keyOf('cem');
    const bad = await statusesOf(25, { authorization: 'Bearer guess' });
    expect([bad.slice(0, 20), bad.slice(20)].map((some) => [...new Set(some)])).toEqual([[401], [429]]);
    const { statusCode, headers, body } = await ask({ authorization: 'Bearer guess' });
    expect([statusCode, JSON.parse(body).errors[0].extensions]).toEqual([429, { code: 'RATE_LIMITED' }]);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(headers['www-authenticate']).toBeUndefined();
    expect(await statusesOf(2, { authorization: good })).toEqual([200, 200]);
    expect(await statusesOf(1)).toEqual([200]);
    expect(await statusesOf(1, { authorization: 'Bearer guess' }, '203.0.113.2')).toEqual([401]);
  });
});

it('says of every answer that its type is not to be guessed', async () => {
  await serve({ responseCache: true, rateLimit: 8 });
  const get = (query: string) => `/graphql?query=${encodeURIComponent(query)}`;
  const headers = { 'apollo-require-preflight': 'y' };
  const asked = [
    { url: get('{ claims { nodes { id } } }'), headers },
    // The same from the cache.
    { url: get('{ claims { nodes { id } } }'), headers },
    { url: get('{ nothing }'), headers },
    { method: 'POST' as const, url: '/graphql', payload: { query: '{ claims { nodes { id } } }' } },
    { method: 'POST' as const, url: '/graphql', payload: { query: '{' } },
    { method: 'POST' as const, url: '/graphql', payload: 'no json', headers: { 'content-type': 'application/json' } },
    { method: 'PUT' as const, url: '/graphql' },
    {
      method: 'OPTIONS' as const,
      url: '/graphql',
      headers: { origin: 'https://allowed.example', 'access-control-request-method': 'POST' },
    },
    { url: '/graphql', headers: { ...headers, authorization: 'Bearer x' } },
    { url: '/graphql', headers },
    ...['/health/live', '/health/ready', '/', '/playground', '/nowhere', '/%ff'].map((url) => ({ url })),
  ];
  for (const one of asked) {
    const answer = await server.inject(one);
    expect([one.url, answer.statusCode, answer.headers['x-content-type-options']]).toEqual([
      one.url,
      answer.statusCode,
      'nosniff',
    ]);
  }
  await server.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('no http\r\n\r\n');
  expect(await text(socket)).toContain('x-content-type-options: nosniff');
});
