import * as fc from 'fast-check';
import { parse, TypeInfo, validate, visit, visitWithTypeInfo, type ASTNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { schema, serving } from '../support/serving.ts';
import { drawnFromOddGraph } from './drawn-from-odd-graph.ts';
import { generatedOperation, type GeneratedOperation } from './generated-operation.ts';
import { oddGraph } from './odd-graph.ts';

const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
let server: FastifyInstance;
let operations: readonly GeneratedOperation[];

beforeAll(async () => {
  await store.write(oddGraph());
  server = await serving(store);
  operations = fc.sample(generatedOperation(schema, await drawnFromOddGraph()), { seed: 20_081_003, numRuns: 400 });
});
afterAll(async () => {
  await server.close();
  await store.close();
});

/** What the document holds, in words; fields of the schema as `Type.field`. */
function contentsOf(query: string): string[] {
  const found: string[] = [];
  const types = new TypeInfo(schema);
  const note = (node: ASTNode) => {
    found.push(node.kind);
    const parent = types.getParentType();
    if (node.kind === 'Field' && parent) found.push(`${parent.name}.${node.name.value}`);
    if (node.kind === 'Field' && node.alias) found.push('alias');
    if (node.kind === 'InlineFragment') found.push(node.typeCondition ? 'conditioned' : 'unconditioned');
    if (node.kind === 'FragmentDefinition' || (node.kind === 'InlineFragment' && node.typeCondition))
      found.push(`on ${node.typeCondition?.name.value}`);
    if (node.kind === 'Directive') found.push(`@${node.name.value}`);
    if (node.kind === 'VariableDefinition' && node.defaultValue) found.push('default');
    if (node.kind === 'OperationDefinition') found.push(node.name ? `named ${node.name.value}` : 'anonymous');
  };
  visit(parse(query), visitWithTypeInfo(types, { enter: note }));
  return found;
}

const isValid = (query: string) => {
  try {
    return validate(schema, parse(query)).length === 0;
  } catch {
    return false;
  }
};

describe('generated operations', () => {
  it('are valid and answered with data for the most part, and wrong in several ways else', async () => {
    const answers: { data?: unknown; errors?: readonly { extensions: { code: string } }[] }[] = [];
    // One after the other: a single client that asks them all at once is refused as too greedy.
    for (const operation of operations) {
      const response = await server.inject({ method: 'POST', url: '/graphql', payload: { ...operation } });
      answers.push(response.json());
    }
    const sound = answers.filter(({ data, errors }) => data && !errors).length / answers.length;
    expect(sound).toBeGreaterThan(0.8);
    expect(sound).toBeLessThan(0.97);
    const codes = new Set(answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code)));
    expect([...codes].toSorted()).toEqual(
      expect.arrayContaining(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'PAGE_SIZE_OUT_OF_RANGE']),
    );
  });

  it('hold what is hard: merged fields, fragments of every sort, conditions, variables, and most of the schema', () => {
    const valid = operations.filter(({ query }) => isValid(query));
    const documents = valid.map(({ query }) => contentsOf(query));
    const share = (word: string) => documents.filter((words) => words.includes(word)).length / documents.length;
    const words = [
      'alias',
      'FragmentSpread',
      'conditioned',
      'unconditioned',
      '@include',
      '@skip',
      'VariableDefinition',
    ];
    expect(Object.fromEntries(words.map((word) => [word, share(word) > 0.2]))).toEqual(
      Object.fromEntries(words.map((word) => [word, true])),
    );
    const rarer = [
      'default',
      'anonymous',
      'named One',
      'named Other',
      'EnumValue',
      'ObjectValue',
      'ListValue',
      'NullValue',
    ];
    expect(rarer.filter((word) => share(word) < 0.02)).toEqual([]);
    const found = new Set(documents.flat());
    const expected = ['on Node', 'on EvidenceNode', 'Query.__schema', 'Query.__type', 'Query.nodes', 'Query.search'];
    expect(expected.filter((word) => !found.has(word))).toEqual([]);
    expect([...found].filter((word) => /^on \w+Node$/u.test(word)).length).toBeGreaterThan(5);
    const names = Object.keys(evidenceModel.kinds);
    const fields = [...found].filter((word) => names.includes(word.split('.')[0] ?? ''));
    expect(fields.length).toBeGreaterThan(200);
  });

  it('are the same for the same seed', async () => {
    const again = fc.sample(generatedOperation(schema, await drawnFromOddGraph()), { seed: 20_081_003, numRuns: 400 });
    expect(again.map(({ query }) => query)).toEqual(operations.map(({ query }) => query));
  });

  it('shrink to the smallest operation that still fails', async () => {
    const drawn = await drawnFromOddGraph();
    const noCursor = fc.property(generatedOperation(schema, drawn), ({ query }) => !query.includes('cursor'));
    const { counterexample } = fc.check(noCursor, { seed: 1, numRuns: 100 });
    expect(counterexample?.[0].query.length).toBeLessThan(200);
    expect(fc.stringify(counterexample?.[0])).toContain('{\n');
  });
});
