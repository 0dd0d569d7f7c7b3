import { getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { fieldsWithVariables } from '../../src/graphql/plan/fields-with-variables.ts';
import { fragmentsIn } from '../../src/graphql/plan/operation-fields.ts';
import type { Variables } from '../../src/graphql/plan/deferred.ts';
import { schema } from '../support/serving.ts';

/** The fields that are found, and how often a fragment was looked up for them. */
function walk(query: string, variables: Variables = {}) {
  const document = parse(query);
  const operation = getOperationAST(document) ?? expect.fail('There is no operation.');
  let lookedUp = 0;
  const fragments = new Proxy(fragmentsIn(document), {
    get: (known, name: string) => {
      lookedUp += 1;
      return known[name];
    },
  });
  const found = fieldsWithVariables({ schema, operation, fragments, variables });
  return { found: found.map(({ definition, nodes: [node] }) => node?.alias?.value ?? definition.name), lookedUp };
}

it('finds fields that take variables wherever they are written, and no others', () => {
  const query = `query ($v: Int, $id: ID!) {
    claims(first: $v) { nodes { a: evidence(first: $v) { totalCount } b: evidence(first: 2) { totalCount } } }
    chain(id: $id) { truncated } overview { __typename } ...F }
    fragment F on Query { node(id: "claim:a") { ... on Claim { c: chain(maxDepth: $v) { truncated } } } d: nodes(ids: [$id]) { id } }`;
  expect(walk(query).found).toEqual(['claims', 'a', 'chain', 'c', 'd']);
});

it('passes over what is left out', () => {
  const query = `query ($v: Int, $on: Boolean!) {
    claims(first: $v) @include(if: $on) { totalCount } ... @skip(if: $on) { other: claims(first: $v) { totalCount } } }`;
  expect(walk(query, { on: true }).found).toEqual(['claims']);
  expect(walk(query, { on: false }).found).toEqual(['other']);
});

it('looks at each fragment once, however often it is used', () => {
  const levels = 16;
  const fragments = Array.from(
    { length: levels },
    (_, at) => `fragment F${at} on __Type { ofType { ...F${at + 1} } again: ofType { ...F${at + 1} } } `,
  ).join('');
  const query = `query ($v: Boolean) { __type(name: "Claim") { ...F0 } } ${fragments} fragment F${levels} on __Type { fields(includeDeprecated: $v) { name } }`;
  expect(walk(query)).toEqual({ found: ['fields'], lookedUp: 1 + 2 * levels });
});
