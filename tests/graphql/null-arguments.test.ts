import type { FastifyInstance } from 'fastify';
import { isInputObjectType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/access/api-keys.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { at } from '../contract/write-helpers.ts';
import { oddGraph } from '../operations/odd-graph.ts';
import { schema, serving, type Answered } from '../support/serving.ts';
import { argumentPlaces } from './argument-places.ts';

const keyPepper = 'a pepper of more than thirty-two characters';
const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
let ways: readonly FastifyInstance[];
let authorization: string;

beforeAll(async () => {
  await store.write(oddGraph());
  const access = { keyPepper, issuers: [] };
  ways = [await serving(store, { access }), await serving(store, { access, compiledOperations: false })];
  const wanted = { owner: 'ada', name: 'ada', role: 'ADMIN' as const, scopes: [], conflicts: [] };
  const expires = { ...wanted, expiresAt: '2999-01-01T00:00:00.000Z' };
  authorization = `Bearer ${(await createKey(store, keyPepper, expires, { by: 'tests', role: 'ADMIN', at })).text}`;
  // From the second request on, the first of them reads operations itself.
  for (const _ of [1, 2]) await asked(ways[0], '{ __typename }');
});
afterAll(async () => {
  for (const server of ways) await server.close();
  await store.close();
});

async function asked(server: FastifyInstance | undefined, query: string, variables: object = {}): Promise<Answered> {
  const payload = { query, variables };
  const response = await server?.inject({ method: 'POST', url: '/graphql', headers: { authorization }, payload });
  if (!response) throw new TypeError('There is no server.');
  return { ...response.json<Omit<Answered, 'status'>>(), status: response.statusCode };
}

/** The answer, which is the same compiled and executed. */
async function answerTo(query: string, variables: object = {}): Promise<Answered> {
  const [compiled, executed] = await Promise.all(ways.map((server) => asked(server, query, variables)));
  expect(compiled).toEqual(executed);
  return compiled ?? expect.fail('Nothing answered.');
}

const places = argumentPlaces(schema);
const named = (chosen: typeof places) => chosen.map((place) => [place.name, place] as const);

describe('null for an argument', () => {
  const withDefault = places.filter(({ argument }) => argument.defaultValue !== undefined);
  const required = places.filter(({ argument }) => isRequiredArgument(argument));

  it.each(named(withDefault))('with a default means the default: %s', async (_, { argument, without, through }) => {
    expect(String(argument.type)).not.toMatch(/!$/u);
    const answer = await answerTo(without);
    expect([answer.status, answer.errors]).toEqual([200, undefined]);
    expect(await answerTo(through, { v: null })).toEqual(answer);
    expect(await answerTo(through)).toEqual(answer);
  });

  it.each(named(required))('that is required is BAD_USER_INPUT: %s', async (_, { argument, through }) => {
    const { status, data, errors } = await answerTo(through, { v: null });
    expect([status, data]).toEqual([400, undefined]);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argument: argument.name }]);
    expect(errors?.[0]?.message).toContain(`"${argument.name}"`);
    expect(errors?.[0]?.message).toContain('$v');
  });

  it('is tried of every sort of field', () => {
    const tried = [...withDefault, ...required].map(({ name }) => name);
    const sorts = ['Query.claims(first)', 'Query.claim(id)', 'Query.chain(maxDepth)', 'Claim.evidence(first)'];
    const others = ['Claim.chain(statuses)', 'Mutation.linkStudy(input)', 'Mutation.linkStudy(submit)'];
    expect([...sorts, ...others].filter((name) => !tried.includes(name))).toEqual([]);
    expect([withDefault.length > 150, required.length > 50]).toEqual([true, true]);
  });

  it('has no counterpart in fields of inputs: none has a default', () => {
    const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
    const fields = inputs.flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
    const defaults = fields.filter(({ field }) => field.defaultValue !== undefined);
    expect(defaults.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
  });

  it('of a mutation means the default there too: a key is good for 30 days', async () => {
    const { data } = await asked(
      ways[0],
      'mutation ($days: Int = 5) { createKey(days: $days) { ... on CreatedKey { key { createdAt expiresAt } } } }',
      { days: null },
    );
    const { createdAt, expiresAt } = (data as unknown as { createKey: { key: Record<string, string> } }).createKey.key;
    expect(Date.parse(expiresAt ?? '') - Date.parse(createdAt ?? '')).toBe(30 * 86_400_000);
  });
});

describe('null where it cannot be', () => {
  it.each([
    ['in a list', 'query ($v: ID = "claim:a") { nodes(ids: ["claim:b", $v]) { id } }', 'ids'],
    ['in a filter', 'query ($v: ID = "claim:a") { claims(filter: { id: [$v] }) { totalCount } }', 'filter'],
    [
      'in a list of a question',
      'query ($v: ID = "a") { impact(id: "source:full", alsoIds: [$v]) { change } }',
      'alsoIds',
    ],
    ['at a condition', 'query ($v: Boolean = true) { claims @include(if: $v) { totalCount } }', 'if'],
    [
      'at a condition below a question',
      'query ($v: Boolean = true) { overview { nodes @skip(if: $v) { kind } } }',
      'if',
    ],
    [
      'at a condition in what is computed',
      'query ($v: Boolean = true) { claim(id: "claim:a") { chain { truncated @skip(if: $v) } } }',
      'if',
    ],
    [
      'at a condition in a fragment',
      'query ($v: Boolean = true) { claim(id: "claim:a") { ...F } } fragment F on Claim { chain { truncated } id @skip(if: $v) }',
      'if',
    ],
    [
      'at a condition of a mutation',
      'mutation ($v: Boolean = true) { createKey { __typename @include(if: $v) } }',
      'if',
    ],
    ['in the schema’s own fields', 'query ($v: String = "Claim") { __type(name: $v) { name } }', 'name'],
  ])('%s is refused before anything runs', async (_, query, argument) => {
    const { status, data, errors } = await answerTo(query, { v: null });
    expect([status, data]).toEqual([400, undefined]);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argument }]);
    expect(errors?.[0]?.message).toContain('$v');
  });

  it('is refused whatever was planned of the operation before', async () => {
    const query = 'query ($v: Boolean = true) { claim(id: "claim:a") { id text @include(if: $v) } }';
    const statuses: number[] = [];
    for (const v of [true, false, null, false, true, null]) statuses.push((await answerTo(query, { v })).status);
    expect(statuses).toEqual([200, 200, 400, 200, 200, 400]);
  });

  it('does not matter in what is left out', async () => {
    const query =
      'query ($v: ID = "claim:a", $on: Boolean = false) { claim(id: $v) @include(if: $on) { id } chain(id: $v) @include(if: $on) { truncated } claims(first: 1) { totalCount } }';
    expect((await answerTo(query, { v: null })).errors).toBeUndefined();
    expect((await answerTo(query, { v: null, on: true })).status).toBe(400);
  });
});
