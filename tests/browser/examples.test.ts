import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples } from '../../src/web/playground/examples.ts';
import { exampleTitles } from './example-titles.ts';
import { startPlaygroundServer, type PlaygroundServer } from './playground-server.ts';

const operationsIn = (text: string) =>
  parse(text).definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );

const named = examples.map((text) => ({ text, name: operationsIn(text)[0]?.name?.value }));

describe('the examples of the playground', () => {
  let server: PlaygroundServer;
  beforeAll(async () => {
    server = await startPlaygroundServer();
  });
  afterAll(async () => server?.close());

  it('are the questions, in the order of their tabs', () => {
    expect(named.map(({ name }) => name)).toEqual(exampleTitles);
  });

  it.each(named)('$name is one operation that says what it shows, with a default for every variable', ({ text }) => {
    const operations = operationsIn(text);
    const withoutDefault = operations.flatMap(({ variableDefinitions = [] }) =>
      variableDefinitions.filter(({ defaultValue }) => !defaultValue).map(({ variable }) => variable.name.value),
    );
    expect({ operations: operations.length, comment: /^# \S/u.test(text), withoutDefault }).toEqual({
      operations: 1,
      comment: true,
      withoutDefault: [],
    });
  });

  it.each(named)('$name finds something and no error', async ({ text }) => {
    const { data, errors } = await answerTo(server, text);
    const [found] = Object.values(data ?? {});
    expect(errors).toBeUndefined();
    expect(found).toSatisfy((value: Found | null) => value !== null && value.totalCount !== 0);
  });
});

interface Found {
  /** On lists only. */
  readonly totalCount?: number;
}

interface Answer {
  readonly data?: Readonly<Record<string, Found | null>>;
  readonly errors?: unknown;
}

async function answerTo({ address }: PlaygroundServer, query: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${address}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return (await response.json()) as Answer;
}
