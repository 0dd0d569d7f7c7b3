import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { changeSet, claim, recommendation, source } from '../contract/write-helpers.ts';
import { ask, serving } from '../support/serving.ts';

const statements: string[] = [];
const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:', observe: (text) => statements.push(text) });
let server: FastifyInstance;

beforeAll(async () => {
  await store.write(changeSet({ nodes: [claim('a'), recommendation('r', '1'), source('s')] }));
  server = await serving(store);
});
afterAll(async () => {
  await server.close();
  await store.close();
});

const many = Array.from({ length: 100 }, (_, index) => `"source:s${index}"`).join(' ');

/** Root fields with arguments that are wrong by themselves, and what is told of them. */
const wrong: readonly (readonly [field: string, code: string, argument: string])[] = [
  ['chain(id: "nonsense") { truncated }', 'BAD_USER_INPUT', 'id'],
  ['chain(id: "claim:a", maxDepth: 21) { truncated }', 'BAD_USER_INPUT', 'maxDepth'],
  ['chain(id: "claim:a", statuses: []) { truncated }', 'BAD_USER_INPUT', 'statuses'],
  ['impact(id: "claim:a") { change }', 'BAD_USER_INPUT', 'id'],
  ['impact(id: "source:s", dryRun: false) { change }', 'BAD_USER_INPUT', 'dryRun'],
  [`impact(id: "source:s", alsoIds: [${many}]) { change }`, 'BAD_USER_INPUT', 'ids'],
  ['gapMap(rows: OUTCOME) { claims }', 'BAD_USER_INPUT', 'columns'],
  ['gapMap(mostColumns: 201) { claims }', 'BAD_USER_INPUT', 'mostColumns'],
  ['gapMap(filter: { rowIds: ["claim:a"] }) { claims }', 'BAD_USER_INPUT', 'filter.rowIds'],
  ['gapMap(filter: { populations: ["claim:a"] }) { claims }', 'BAD_USER_INPUT', 'filter.populations'],
  ['contradictions(first: 501) { examined }', 'BAD_USER_INPUT', 'first'],
  ['groundings(first: 101) { examined }', 'PAGE_SIZE_OUT_OF_RANGE', 'first'],
  ['groundings(after: "nonsense") { examined }', 'BAD_CURSOR', 'after'],
  ['researchRecommendations(after: "nonsense") { examined }', 'BAD_CURSOR', 'after'],
  ['suggestClaims(text: "drug courts", first: 51) { id }', 'BAD_USER_INPUT', 'first'],
  ['suggestClaims(text: "drug courts", study: "study:s") { id }', 'BAD_USER_INPUT', 'text'],
  ['suggestClaims(text: "of it") { id }', 'BAD_USER_INPUT', 'text'],
  ['suggestClaims(study: "source:s") { id }', 'BAD_USER_INPUT', 'study'],
  ['changes(after: -1) { endSequence }', 'BAD_USER_INPUT', 'after'],
  ['history(id: "claim:a", first: 501) { endSequence }', 'BAD_USER_INPUT', 'first'],
];

describe('what a computed question refuses by its arguments alone', () => {
  it.each(wrong)('is refused before anything of the operation runs: %s', async (field, code, argument) => {
    statements.length = 0;
    const { status, data, errors } = await ask(
      server,
      `{ overview { shares { part } } claims { totalCount } wrong: ${field} }`,
    );
    expect([status, data ?? null, statements]).toEqual([400, null, []]);
    const locations = [{ line: 1, column: expect.any(Number) as number }];
    expect(errors).toEqual([
      { message: expect.any(String) as string, path: ['wrong'], locations, extensions: { code, argument } },
    ]);
  });

  it('is refused so where it comes by a variable, each time anew', async () => {
    const query = 'query ($id: ID!) { overview { shares { part } } impact(id: $id) { change } }';
    for (const id of ['claim:a', 'claim:b']) {
      statements.length = 0;
      const { errors } = await ask(server, query, { id });
      expect(errors).toMatchObject([{ message: expect.stringContaining(id) as string, path: ['impact'] }]);
      expect(statements).toEqual([]);
    }
    const { data, errors } = await ask(server, query, { id: 'source:s' });
    expect([errors, data?.['impact']]).toEqual([undefined, { change: 'RETRACTED' }]);
  });

  it.each([
    ['recommendations { nodes { robustness { tried } wrong: chain(maxPaths: 0) { truncated } } }', 'maxPaths'],
    ['recommendation(id: "recommendation:r") { grounding(jurisdiction: "claim:a") { statedLinks } }', 'jurisdiction'],
    ['claims { nodes { indication(outcome: "claim:a") { status } } }', 'outcome'],
  ])('is refused once for all entries that it would be computed for: %s', async (field, argument) => {
    statements.length = 0;
    const { status, data, errors } = await ask(server, `{ overview { shares { part } } ${field} }`);
    expect([status, data ?? null, statements]).toEqual([400, null, []]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  it('is not looked at where @skip leaves it out', async () => {
    const { data, errors } = await ask(
      server,
      'query ($no: Boolean = true) { claim(id: "claim:a") { id } impact(id: "claim:a") @skip(if: $no) { change } }',
    );
    expect([errors, data]).toEqual([undefined, { claim: { id: 'claim:a' } }]);
  });

  it('is told of what is there only once the store was asked', async () => {
    const { data, errors } = await ask(server, '{ impact(id: "source:none") { change } }');
    expect([data, errors]).toMatchObject([null, [{ path: ['impact'], extensions: { code: 'NOT_FOUND' } }]]);
  });
});
