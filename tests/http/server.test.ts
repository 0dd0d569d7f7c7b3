import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { ask, serving } from '../support/serving.ts';

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
      plain: await post('{"query": "{ __typename }"}', { 'content-type': 'text/plain' }),
      plainWithHeader: await post('{"query": "{ __typename }"}', {
        'content-type': 'text/plain',
        'apollo-require-preflight': 'yes',
      }),
      none: await post('{"query": "{ __typename }"}', {}),
      large: await post(JSON.stringify({ query: `{ ${'x '.repeat(140_000)} }` })),
      nowhere: await server.inject({ method: 'GET', url: '/nowhere' }),
      address: await server.inject({ method: 'GET', url: '/%ff' }),
      put: await server.inject({
        method: 'PUT',
        url: '/graphql',
        payload: 'x',
        headers: { 'content-type': 'text/csv' },
      }),
      remove: await server.inject({ method: 'DELETE', url: '/graphql' }),
    };
    const shown = Object.entries(answers).map(([name, response]) => [
      name,
      response.statusCode,
      response.json<{ errors: { extensions: { code: string } }[] }>().errors[0]?.extensions.code,
    ]);
    expect(shown).toEqual([
      ['malformed', 400, 'BAD_REQUEST'],
      ['type', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['plainWithHeader', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['none', 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['large', 413, 'BODY_TOO_LARGE'],
      ['nowhere', 404, 'NOT_FOUND'],
      ['address', 400, 'BAD_REQUEST'],
      ['put', 405, 'METHOD_NOT_ALLOWED'],
      ['remove', 405, 'METHOD_NOT_ALLOWED'],
    ]);
    expect(answers.put.headers['allow']).toBe('GET, HEAD, POST, OPTIONS');
  });

  it('answers a failure in the media type that is asked for', async () => {
    const accept = 'application/graphql-response+json, application/json;q=0.9';
    const answers = [
      await post('{"query": ', { 'content-type': 'application/json', accept }),
      await post('x', { 'content-type': 'text/csv', accept }),
      await server.inject({ method: 'DELETE', url: '/graphql', headers: { accept } }),
      await server.inject({ method: 'GET', url: '/nowhere', headers: { accept } }),
    ];
    const types = answers.map(({ headers }) => headers['content-type']);
    expect(new Set(types)).toEqual(new Set(['application/graphql-response+json; charset=utf-8']));
    const plain = await server.inject({ method: 'GET', url: '/nowhere', headers: { accept: 'text/html' } });
    expect(plain.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('suggests no names where the schema is not told', async () => {
    const asked = [
      '{ claim(id: "claim:a") { txt } }',
      'query ($t: ClaimType) { claims(filter: {type: [$t]}) { totalCount } }',
    ];
    const messages = async (on: boolean) => {
      const serving = await servingWith(on);
      const answers = await Promise.all(asked.map((query) => ask(serving, query, { t: 'HARMS' })));
      await serving.close();
      return answers.flatMap(({ errors }) => errors?.map(({ message }) => message) ?? []).join(' ');
    };
    const servingWith = (introspection: boolean) => serving(store, { introspection });
    expect(await messages(true)).toContain('Did you mean');
    expect(await messages(false)).not.toContain('Did you mean');
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

  it('is not ready while it prepares, but lives and answers', async () => {
    let readiness: 'starting' | 'ready' = 'starting';
    const starting = await serving(store, { readiness: () => readiness });
    const ready = await starting.inject('/health/ready');
    expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'starting', store: 'embedded' }]);
    expect((await starting.inject('/health/live')).statusCode).toBe(200);
    expect((await ask(starting, '{ claims(first: 1) { totalCount } }')).status).toBe(200);
    readiness = 'ready';
    expect((await starting.inject('/health/ready')).statusCode).toBe(200);
    await starting.close();
  });

  it('leads to the playground with and without a slash, and not out of its folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-web-'));
    writeFileSync(join(folder, 'index.html'), '<p>the page</p>');
    const built = await serving(store, { webFolder: folder });
    expect((await built.inject('/playground')).headers['location']).toBe('/playground/');
    expect((await built.inject('/')).headers['location']).toBe('/playground/');
    expect((await built.inject('/playground/')).body).toBe('<p>the page</p>');
    await built.listen({ host: '127.0.0.1', port: 0 });
    // As it stands: `inject` and `fetch` would resolve the dots themselves.
    const { port } = built.server.address() as AddressInfo;
    const [outside] = (await once(request({ port, path: '/playground/../../package.json' }).end(), 'response')) as [
      IncomingMessage,
    ];
    expect([outside.statusCode, await json(outside)]).toMatchObject([
      403,
      { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    ]);
    await built.close();
    rmSync(folder, { recursive: true });
  });

  it('logs one line with code and message where an answer fails on our side, and no variables', async () => {
    const lines: string[] = [];
    const gone = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
    const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const broken = await serving(gone, { logger });
    await gone.close();
    await ask(broken, 'query ($id: ID!) { claim(id: $id) { id } }', { id: 'claim:a-secret' });
    await ask(broken, '{ claims(first: 0) { nodes { id } } }');
    await broken.close();
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ level: 40, code: 'DATABASE_UNAVAILABLE', msg: expect.any(String) as string }),
    ]);
    expect(lines.join('')).not.toContain('a-secret');
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
