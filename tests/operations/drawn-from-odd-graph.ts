import type { FastifyInstance } from 'fastify';
import { isObjectType } from 'graphql';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { ask, schema, serving } from '../support/serving.ts';
import { isOfTheGraph } from './is-of-the-graph.ts';
import type { Drawn } from './argument-values.ts';
import { isNodePosition } from './node-position.ts';
import { oddGraph, oddIds, oddWords } from './odd-graph.ts';

interface Paged {
  readonly edges: readonly { readonly cursor: string }[];
}

/**
 * Ids, words, and the cursors that every list of the odd graph gives out. Cursors are the same on every engine, so the
 * embedded one gives them for all: each engine is asked the same.
 */
export async function drawnFromOddGraph(): Promise<Drawn> {
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  await store.write(oddGraph());
  const server = await serving(store);
  try {
    return { ids: oddIds, words: oddWords, cursors: await allCursors(server) };
  } finally {
    await server.close();
    await store.close();
  }
}

async function allCursors(server: FastifyInstance): Promise<Drawn['cursors']> {
  const cursors = new Map<string, readonly string[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !(type.name === 'Query' || isNodePosition(schema, type))) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.args.some(({ name }) => name === 'after') || field.name === 'search') continue;
      if (!isOfTheGraph(type.name, field.name)) continue;
      cursors.set(`${type.name}.${field.name}`, await cursorsOf(server, type.name, field.name));
    }
  }
  return cursors;
}

async function cursorsOf(server: FastifyInstance, type: string, field: string): Promise<string[]> {
  const page = `${field}(first: 100) { edges { cursor } }`;
  const { data, errors } =
    type === 'Query'
      ? await ask(server, `{ ${page} }`)
      : await ask(server, `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { ${page} } } }`, { ids: oddIds });
  if (!data) throw new Error(`No cursors of ${type}.${field}: ${JSON.stringify(errors)}`);
  const owners = (type === 'Query' ? [data] : data['nodes']) as unknown as readonly Readonly<Record<string, Paged>>[];
  return owners.flatMap((owner) => owner[field]?.edges ?? []).map(({ cursor }) => cursor);
}
