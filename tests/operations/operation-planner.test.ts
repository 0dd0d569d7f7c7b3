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

it('a text that was parsed again has a plan for the fields of its own document', () => {
  const planner = new OperationPlanner(evidenceModel, schema);
  const [one, other] = [read(), read()];
  for (const { operation, evidence } of [one, other, one]) {
    const plan = planner.plan(operation, {});
    expect(evidence && plan?.relationKeys.get(evidence)).toBeDefined();
    expect(evidence && plan?.scopes.get(evidence)).toBeDefined();
  }
  expect(planner.plan(one.operation, {})?.token).toBe(planner.plan(one.operation, {})?.token);
});

it('nothing is kept of an operation that is asked for the first time', () => {
  const planner = new OperationPlanner(evidenceModel, schema);
  const { operation } = read();
  const tokens = [true, true, false, false, true].map(
    (passing) => planner.plan({ ...operation, passing }, {})?.token ?? expect.fail('It is a query.'),
  );
  expect(new Set(tokens).size).toBe(3);
});
