import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { schema } from '../support/serving.ts';
import { limitedServer, numbersIn, untilCounted, type Replied } from './asked-within-limits.ts';
import { drawnFromOddGraph } from './drawn-from-odd-graph.ts';
import { generatedOperation } from './generated-operation.ts';
import { nodeObjectsIn } from './node-objects.ts';

const limited = await limitedServer();
const { ask } = limited;
afterAll(() => limited.close());

const most = 10_000;

describe('node objects of an answer', () => {
  it.each([
    ['{ claim(id: "claim:a") { id } absent: claim(id: "claim:absent") { id } }', 1],
    ['{ nodes(ids: ["claim:a", "claim:absent", "claim:a"]) { id } }', 2],
    ['{ study(id: "study:hub") { findings(first: 7) { totalCount nodes { id } edges { node { id } cursor } } } }', 15],
    ['{ sources { nodes { csl } pageInfo { hasNextPage } } }', 3],
    [
      '{ finding(id: "finding:measured") { measures { value } ...F } } fragment F on EvidenceNode { ... on Finding { it: study { id } } }',
      2,
    ],
    [
      '{ claim(id: "claim:a") { ... on Node { ... { __typename } } contradicts { nodes { id } } contradicts { nodes { text } } } }',
      2,
    ],
    ['{ claims(first: 2) { totalCount } __schema { types { name } } }', 0],
  ])('are counted where nodes stand, and nowhere else: %s', async (query, count) => {
    const { data, errors } = await ask(query);
    expect(errors).toEqual([]);
    expect(nodeObjectsIn(query, data)).toBe(count);
  });
});

describe.skipIf(!limited.counts)(untilCounted('the cost that an answer carries', limited), () => {
  it('is never below the nodes in it, and never above its limit', async () => {
    const drawn = await drawnFromOddGraph();
    const bounded = fc.asyncProperty(generatedOperation(schema, drawn), async (operation) => {
      const { query, variables, operationName } = operation;
      const { data, cost } = await ask(query, variables, operationName);
      if (data === undefined || data === null) return;
      expect(cost?.limit).toBe(most);
      expect(cost?.nodes).toBeLessThanOrEqual(most);
      expect(cost?.nodes).toBeGreaterThanOrEqual(nodeObjectsIn(query, data, operationName));
    });
    await fc.assert(bounded, { seed: 20_081_003, numRuns: 400 });
  }, 300_000);

  it.each([
    ['{ __typename }', 0],
    ['{ claim(id: "claim:a") { id } }', 1],
    ['{ claim(id: "claim:absent") { id } }', 1],
    ['{ nodes(ids: ["claim:a", "claim:absent", "claim:a"]) { id } }', 3],
    ['{ claims { nodes { id } } }', 20],
    ['{ claims(first: 7) { edges { node { id } } } }', 7],
    ['{ search(text: "drug", first: 9) { nodes { id } } }', 9],
    ['{ finding(id: "finding:measured") { study { id } measures { value } } }', 2],
    ['{ claims(first: 3) { nodes { evidence(first: 4) { nodes { id } } } } }', 15],
    ['{ a: claims(first: 3) { nodes { id } } b: claims(first: 4) { nodes { id } } }', 7],
    ['{ claims(first: 3) { nodes { id } } ...F } fragment F on Query { claims(first: 3) { nodes { text } } }', 3],
    [
      '{ claims(first: 3) { ...F } } fragment F on ClaimConnection { nodes { evidence(first: 2) { nodes { id } } } }',
      9,
    ],
    ['{ claims(first: 3) { nodes { indication { __typename } } } }', 6],
    ['{ recommendations(first: 3) { nodes { grounding { __typename } robustness { __typename } } } }', 9],
    ['{ overview { __typename } gapMap { __typename } }', 2],
    ['{ __schema { types { name } } __type(name: "Claim") { name } }', 0],
    ['query ($n: Int = 6) { claims(first: $n) { nodes { id } } }', 6],
    ['query ($no: Boolean = false) { claim(id: "claim:a") { id contradicts @include(if: $no) { nodes { id } } } }', 1],
    [
      'query ($no: Boolean = false) { claim(id: "claim:a") { id ... @include(if: $no) { contradicts { nodes { id } } } } }',
      1,
    ],
  ])('of %s is %i', async (query, nodes) => {
    expect((await ask(query)).cost).toMatchObject({ nodes, limit: most });
  });

  it('follows the variables that were sent', async () => {
    const query = 'query ($n: Int = 6, $ids: [ID!]!) { claims(first: $n) { nodes { id } } nodes(ids: $ids) { id } }';
    const nodes = async (variables: Record<string, unknown>) => (await ask(query, variables)).cost?.nodes;
    expect(await nodes({ ids: [] })).toBe(6);
    expect(await nodes({ n: 2, ids: ['claim:a'] })).toBe(3);
    expect(await nodes({ n: 100, ids: ['claim:a', 'claim:a'] })).toBe(102);
  });

  it('stands on answers that hold errors too, and on refusals', async () => {
    expect((await ask('{ study(id: "study:large") { sampleSize } }')).cost).toMatchObject({ nodes: 1, limit: most });
    const refused = await ask(page(100));
    expect(refused.cost).toMatchObject({ nodes: 10_100, limit: most });
  });
});

/** 100 claims with so many neighbours each. */
const page = (neighbours: number) =>
  `{ claims(first: 100) { nodes { contradicts(first: ${neighbours}) { nodes { id } } } } }`;

/** Levels that each ask twice for what is below, under two aliases or by two fields. */
const doubling = (levels: number, first: number): string =>
  levels === 0
    ? 'id'
    : ['a', 'b']
        .map((alias) => `${alias}: contradicts(first: ${first}) { nodes { ${doubling(levels - 1, first)} } }`)
        .join(' ');

const doublingFragments = (levels: number, body: (next: string) => string): string =>
  Array.from({ length: levels }, (_, at) => `fragment F${at} on Claim { ${body(`...F${at + 1}`)} }`).join(' ') +
  ` fragment F${levels} on Claim { id }`;

const twice = (next: string) =>
  ['contradicts', 'contradictedBy'].map((field) => `${field}(first: 1) { nodes { ${next} } }`).join(' ');

const deepPages = Array.from({ length: 9 }).reduce<string>(
  (below) => `contradicts(first: 100) { nodes { ${below} } }`,
  'id',
);

function expectRefusal(reply: Replied): void {
  expect(reply.status).toBe(400);
  expect(reply.data ?? null).toBeNull();
  expect(reply.statements).toBe(0);
  expect(reply.errors).toHaveLength(1);
}

describe.skipIf(!limited.counts)(untilCounted('an operation that could return too much', limited), () => {
  it('is answered up to the limit, and refused behind it with both numbers, before anything runs', async () => {
    const exactly = await ask(page(99));
    expect([exactly.status, exactly.errors, exactly.cost?.nodes]).toEqual([200, [], most]);
    const reply = await ask(page(99).replace('{', '{ one: claim(id: "claim:a") { id } '));
    expectRefusal(reply);
    expect(numbersIn(reply.errors[0]?.message ?? '')).toEqual(expect.arrayContaining([most + 1, most]));
  });

  it.each([
    [
      'a variable',
      'query ($n: Int!) { claims(first: $n) { nodes { contradicts(first: $n) { nodes { id } } } } }',
      { n: 100 },
    ],
    [
      'a default',
      'query ($n: Int = 100) { claims(first: $n) { nodes { contradicts(first: $n) { nodes { id } } } } }',
      {},
    ],
    [
      'a fragment',
      `{ claims(first: 100) { nodes { ...F } } } fragment F on Claim { contradicts(first: 100) { nodes { id } } }`,
      {},
    ],
    [
      'an interface',
      '{ search(text: "drug", first: 100) { nodes { ... on EvidenceNode { ... on Claim { contradicts(first: 100) { nodes { id } } } } } } }',
      {},
    ],
    [
      'a union',
      '{ recommendations(first: 100) { nodes { basedOn(first: 100) { edges { node { ... on Conclusion { id } } } } } } }',
      {},
    ],
    [
      'the size that stands by default',
      '{ claims { nodes { contradicts { nodes { contradicts { nodes { contradicts { nodes { id } } } } } } } } }',
      {},
    ],
    [
      'fields that are merged',
      '{ claims(first: 100) { nodes { id } nodes { contradicts(first: 100) { totalCount } contradicts(first: 100) { nodes { id } } } } }',
      {},
    ],
    ['aliases that double', `{ claim(id: "claim:a") { ${doubling(2, 70)} } }`, {}],
    ['pages in pages that no number holds', `{ claim(id: "claim:a") { ${deepPages} } }`, {}],
  ])('is refused through %s', async (_, query, variables) => {
    const reply = await ask(query, variables);
    expectRefusal(reply);
    const [actual, limit] = [Math.max(...numbersIn(reply.errors[0]?.message ?? '')), most];
    expect(actual).toBeGreaterThan(limit);
    expect(numbersIn(reply.errors[0]?.message ?? '')).toContain(limit);
    expect((await ask(page(100))).errors[0]?.extensions.code).toBe(reply.errors[0]?.extensions.code);
  });

  it('counts every path through nested fragments, though each is written once', async () => {
    const fragments = (levels: number) => `{ claim(id: "claim:a") { ...F0 } } ${doublingFragments(levels, twice)}`;
    const { cost, errors } = await ask(fragments(9));
    expect([errors, cost?.nodes]).toEqual([[], 1023]);
  });
});

/** A bad request, repeated so that one pause of a busy machine does not count. */
async function quickest(send: () => Promise<Replied>): Promise<Replied> {
  const replies = [await send(), await send(), await send()];
  return replies.reduce((best, reply) => (reply.milliseconds < best.milliseconds ? reply : best));
}

const brackets = '['.repeat(5000);
const hostile: readonly (readonly [string, string])[] = [
  [
    '60 levels of fragments that double by aliases',
    JSON.stringify({ query: `{ claim(id: "claim:a") { ...F0 } } ${doublingFragments(60, twice)}` }),
  ],
  [
    '20 levels of fragments that double by aliases',
    JSON.stringify({ query: `{ claim(id: "claim:a") { ...F0 } } ${doublingFragments(20, twice)}` }),
  ],
  [
    'first: -1',
    JSON.stringify({ query: '{ claims(first: -1) { nodes { contradicts(first: -1) { nodes { id } } } } }' }),
  ],
  [
    'first: -1 through a variable',
    JSON.stringify({ query: 'query ($n: Int) { claims(first: $n) { nodes { id } } }', variables: { n: -1 } }),
  ],
  [
    '10,000 aliases',
    JSON.stringify({ query: `{ ${Array.from({ length: 10_000 }, (_, at) => `a${at}: __typename`).join(' ')} }` }),
  ],
  [
    '10,000 aliases of a read',
    JSON.stringify({
      query: `{ ${Array.from({ length: 5000 }, (_, at) => `a${at}: claim(id: "claim:a") { id }`).join(' ')} }`,
    }),
  ],
  ['10,000 directives', JSON.stringify({ query: `{ __typename ${'@include(if: true) '.repeat(10_000)} }` })],
  ['10,000 unknown directives', JSON.stringify({ query: `{ __typename ${'@a '.repeat(10_000)} }` })],
  ['10,000 fields', JSON.stringify({ query: `{ claim(id: "claim:a") { ${'id '.repeat(10_000)} } }` })],
  ['5,000 brackets in a value', JSON.stringify({ query: `{ claims(after: ${brackets}` })],
  ['5,000 brackets in a type', JSON.stringify({ query: `query ($v: ${brackets}` })],
  ['5,000 brackets as a document', JSON.stringify({ query: brackets })],
  [
    '5,000 brackets as a variable',
    `{"query": "query ($n: Int) { claims(first: $n) { totalCount } }", "variables": {"n": ${brackets}${']'.repeat(5000)}}}`,
  ],
  ['5,000 braces', JSON.stringify({ query: '{a'.repeat(5000) })],
];

describe.skipIf(!limited.counts)(untilCounted('a hostile request', limited), () => {
  it.each(hostile)('is one JSON error within 100 ms, with a code, and no statement: %s', async (_, body) => {
    const reply = await quickest(() => limited.send(body));
    expectRefusal(reply);
    expect(reply.errors[0]?.extensions.code).toMatch(/^[A-Z]+(?:_[A-Z]+)+$/u);
    expect(reply.errors[0]?.extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    expect(reply.errors[0]?.message.length).toBeLessThan(1000);
    expect(reply.milliseconds).toBeLessThan(100);
  });

  it('may spread fragments that double without fields of their own: that costs nothing', async () => {
    const spreads = `{ claim(id: "claim:a") { ...F0 } } ${doublingFragments(60, (next) => `${next} ${next}`)}`;
    const reply = await quickest(() => ask(spreads));
    expect(reply.milliseconds).toBeLessThan(100);
    expect([reply.status, reply.cost?.nodes]).toEqual([200, 1]);
  });
});

describe('a body above the limit', () => {
  it('is one JSON error within 100 ms, with a code, and no statement', async () => {
    const reply = await quickest(() => limited.send(JSON.stringify({ query: `{ ${'x '.repeat(131_600)} }` })));
    expect([reply.status, reply.errors.map(({ extensions }) => extensions.code)]).toEqual([413, ['BODY_TOO_LARGE']]);
    expect([reply.statements, reply.milliseconds < 100]).toEqual([0, true]);
  });
});
