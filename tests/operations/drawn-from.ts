import type { FastifyInstance } from 'fastify';
import { isObjectType } from 'graphql';
import { ask, schema } from '../support/serving.ts';
import type { Drawn } from './argument-values.ts';
import { isNodePosition } from './node-position.ts';
import { oddIds, oddWords } from './odd-graph.ts';

interface Paged {
  readonly edges: readonly { readonly cursor: string }[];
}

/** Ids, words, and the cursors that every list of the odd graph gives out. */
export async function drawnFrom(server: FastifyInstance): Promise<Drawn> {
  const cursors = new Map<string, readonly string[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !(type.name === 'Query' || isNodePosition(schema, type))) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.args.some(({ name }) => name === 'after') || field.name === 'search') continue;
      cursors.set(`${type.name}.${field.name}`, await cursorsOf(server, type.name, field.name));
    }
  }
  return { ids: oddIds, words: oddWords, cursors };
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
