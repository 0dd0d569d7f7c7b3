import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { withoutBasePath } from '../../src/http/base-path.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { serving } from '../support/serving.ts';

it('takes a path off where an address begins with it, and leaves any other as it is', () => {
  const taken = ['/a/b', '/a/b/', '/a/b?x=/a/b', '/a/b/graphql?q', '/a/bc', '/a', '/graphql'].map((url) =>
    withoutBasePath(url, '/a/b'),
  );
  expect(taken).toEqual(['/', '/', '/?x=/a/b', '/graphql?q', '/a/bc', '/a', '/graphql']);
});

describe('below a path', () => {
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  const webFolder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
  let server: FastifyInstance;
  beforeAll(async () => {
    writeFileSync(join(webFolder, 'index.html'), '<p>the page</p>');
    server = await serving(store, { basePath: '/evidence', webFolder, responseCache: true });
  });
  afterAll(async () => {
    await server.close();
    await store.close();
    rmSync(webFolder, { recursive: true });
  });

  it.each(['', '/evidence'])('GraphQL, probes and the page are served, with and without it: %j', async (path) => {
    const post = await server.inject({ method: 'POST', url: `${path}/graphql`, payload: { query: '{ __typename }' } });
    expect(post.json()).toMatchObject({ data: { __typename: 'Query' } });
    const query = encodeURIComponent('{ claims { nodes { id } } }');
    const get = await server.inject({
      url: `${path}/graphql?query=${query}`,
      headers: { 'apollo-require-preflight': 'y' },
    });
    expect(get.json()).toMatchObject({ data: { claims: { nodes: [] } } });
    for (const probe of ['/health/live', '/health/ready'])
      expect((await server.inject(path + probe)).statusCode).toBe(200);
    expect((await server.inject(`${path}/playground/`)).body).toBe('<p>the page</p>');
  });

  it('leads to the page from wherever somebody begins', async () => {
    const locations = [];
    for (const url of ['/evidence', '/evidence/', '/', '/evidence/playground', '/playground?x=1'])
      locations.push((await server.inject(url)).headers.location);
    expect(locations).toEqual([
      ...Array.from({ length: 4 }, () => '/evidence/playground/'),
      '/evidence/playground/?x=1',
    ]);
  });

  it('tells where things are', async () => {
    expect((await server.inject('/evidence/nowhere')).json()).toMatchObject({
      errors: [{ message: expect.stringContaining('/evidence/graphql') as string }],
    });
  });
});
