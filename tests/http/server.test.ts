import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { serving } from '../support/serving.ts';

const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
let server: FastifyInstance;

beforeAll(async () => {
  server = await serving(store);
});
afterAll(() => server.close());

const post = (payload: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  server.inject({ method: 'POST', url: '/graphql', payload, headers });

describe('the server', () => {
  it('answers every failure as JSON with a code', async () => {
    const answers = {
      malformed: await post('{"query": '),
      type: await post('query={x}', { 'content-type': 'text/csv' }),
      large: await post(JSON.stringify({ query: `{ ${'x '.repeat(140_000)} }` })),
      nowhere: await server.inject({ method: 'GET', url: '/nowhere' }),
    };
    const shown = Object.entries(answers).map(([name, response]) => [
      name,
      response.statusCode,
      response.json<{ errors: { extensions: { code: string } }[] }>().errors[0]?.extensions.code,
    ]);
    expect(shown).toEqual([
      ['malformed', 400, 'BAD_REQUEST'],
      ['type', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['large', 413, 'BODY_TOO_LARGE'],
      ['nowhere', 404, 'NOT_FOUND'],
    ]);
  });

  it('refuses requests that a foreign page could send without being asked', async () => {
    const response = await server.inject({
      method: 'GET',
      url: '/graphql?query={__typename}',
      headers: { 'content-type': 'text/plain' },
    });
    expect([response.statusCode, response.body.includes('CSRF')]).toEqual([400, true]);
  });

  it('lets listed origins in and no others', async () => {
    const origin = async (from: string) =>
      (
        await server.inject({
          method: 'OPTIONS',
          url: '/graphql',
          headers: { origin: from, 'access-control-request-method': 'POST' },
        })
      ).headers['access-control-allow-origin'];
    expect([await origin('https://allowed.example'), await origin('https://other.example')]).toEqual([
      'https://allowed.example',
      undefined,
    ]);
  });

  it('tells whether it lives and whether it is ready', async () => {
    expect((await server.inject('/health/live')).json()).toEqual({ status: 'live' });
    expect((await server.inject('/health/ready')).json()).toEqual({ status: 'ready', store: 'embedded' });
  });

  it('turns red and answers DATABASE_UNAVAILABLE with 503 when the store is gone', async () => {
    const gone = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
    const broken = await serving(gone);
    await gone.close();
    expect((await broken.inject('/health/ready')).statusCode).toBe(503);
    const response = await broken.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ claims { nodes { id } } }' },
    });
    expect([
      response.statusCode,
      response.json<{ errors: { extensions: { code: string } }[] }>().errors.map(({ extensions }) => extensions.code),
    ]).toEqual([503, ['DATABASE_UNAVAILABLE']]);
    await broken.close();
  });
});
