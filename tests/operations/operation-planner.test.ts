import { getOperationAST, parse, visit, type FieldNode } from 'graphql';
import { expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { OperationPlanner } from '../../src/graphql/operation-planner.ts';
import { schema } from '../support/serving.ts';

const query = '{ claims { nodes { id evidence(first: 2) { nodes { id } } indication { __typename } } } }';

function read() {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new TypeError('There is no operation.');
  const fields: FieldNode[] = [];
  visit(document, { Field: (node) => void fields.push(node) });
  return { operation: { document, operation }, evidence: fields.find(({ name }) => name.value === 'evidence') };
}

const counts = () => Promise.resolve({ nodes: {}, edges: {} });
const store = { model: evidenceModel, isBlocking: true, counts, found: () => Promise.resolve(0) };

it('a text that was parsed again has a plan for the fields of its own document', async () => {
  const planner = new OperationPlanner(store, schema);
  const [one, other] = [read(), read()];
  for (const { operation, evidence } of [one, other, one]) {
    const plan = await planner.plan(operation, {});
    expect(evidence && plan?.relationKeys.get(evidence)).toBeDefined();
    expect(evidence && plan?.scopes.get(evidence)).toBeDefined();
  }
  const tokens = await Promise.all([1, 2].map(async () => (await planner.plan(one.operation, {}))?.token));
  expect(tokens[0]).toBe(tokens[1]);
});

it('nothing is kept of an operation that is asked for the first time', async () => {
  const planner = new OperationPlanner(store, schema);
  const { operation } = read();
  const tokens = [];
  for (const oneOff of [true, true, false, false, true])
    tokens.push((await planner.plan({ ...operation, oneOff: oneOff }, {}))?.token ?? expect.fail('It is a query.'));
  expect(new Set(tokens).size).toBe(3);
});
