import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { knownOperationTypes } from '../../src/graphql/known-operation-types.ts';
import { persistOperations } from '../../src/graphql/persisted/persist-operations.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { ask, codes, schema, serving } from '../support/serving.ts';

const message = 'There are no subscriptions in this schema, only queries and mutations.';

describe('an operation of a type that the schema does not have', () => {
  it('is not valid, and the refusal says what there is', async () => {
    const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
    for (const compiledOperations of [true, false]) {
      const server = await serving(store, { compiledOperations });
      for (const query of ['subscription { x }', 'subscription { x }', 'query A { __typename } subscription B { x }']) {
        const answer = await ask(server, query);
        expect([answer.status, codes(answer), answer.errors?.[0]?.message]).toEqual([
          400,
          ['GRAPHQL_VALIDATION_FAILED'],
          message,
        ]);
      }
      await server.close();
    }
    await store.close();
  });

  it('is not persisted', () => {
    const { problems } = persistOperations([{ file: 'a.graphql', text: 'subscription S { x }' }], schema);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });

  it('is told of any type', () => {
    const queriesOnly = buildSchema('type Query { a: Int }');
    const errors = validate(queriesOnly, parse('mutation { a }'), [knownOperationTypes]);
    expect(errors.map((error) => error.message)).toEqual(['There are no mutations in this schema, only queries.']);
  });
});
