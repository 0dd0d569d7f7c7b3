import { afterAll, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { limitedServer, numbersIn, untilCounted, type Replied } from './asked-within-limits.ts';

const limited = await limitedServer();
const { ask } = limited;
afterAll(() => limited.close());

/** One limit: how to ask for exactly so much of a thing. */
interface Limit {
  readonly name: string;
  readonly most: number;
  readonly operationFor: (amount: number) => string;
  /** Where the refusal comes before the amount can be known. */
  readonly amountUnknown?: true;
}

const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');
const nested = (levels: number): string =>
  levels === 0 ? 'id' : `contradicts(first: 1) { nodes { ${nested(levels - 1)} } }`;

/** A filter of lists of 100 ids, the last one shorter: 13 tokens, and for each list its ids and 6 more. */
function tokens(amount: number): string {
  const lists = Math.ceil((amount - 17) / 106);
  const ids = amount - 17 - 6 * lists;
  const list = (at: number) => `{ id: [${times(Math.min(100, ids - 100 * at), () => '"claim:a"')}] }`;
  return `{ claims(filter: { any: [${times(lists, list)}] }) { totalCount } __typename }`;
}

const limits: readonly Limit[] = [
  { name: 'tokens', most: 1000, operationFor: tokens, amountUnknown: true },
  { name: 'levels', most: 10, operationFor: (levels) => `{ claim(id: "claim:a") { ${nested(levels - 1)} } }` },
  {
    name: 'levels below a list',
    most: 10,
    operationFor: (levels) => `{ claims(first: 1) { edges { node { ${nested(levels - 1)} } } } }`,
  },
  {
    name: 'aliases',
    most: 30,
    operationFor: (count) => `{ claim(id: "claim:a") { ${times(count, (at) => `a${at}: id`)} } }`,
  },
  {
    name: 'aliases in fragments',
    most: 30,
    operationFor: (count) =>
      `{ a: claim(id: "claim:a") { ...F } } fragment F on Claim { ${times(count - 1, (at) => `a${at}: id`)} }`,
  },
  { name: 'a page', most: 100, operationFor: (first) => `{ claims(first: ${first}) { totalCount } }` },
  {
    name: 'a page below',
    most: 100,
    operationFor: (first) => `{ claim(id: "claim:a") { evidence(first: ${first}) { totalCount } } }`,
  },
  {
    name: 'nodes',
    most: 10_000,
    operationFor: (nodes) =>
      `{ claims(first: 100) { nodes { contradicts(first: 98) { nodes { id } } } } findings(first: ${Math.min(100, nodes - 9900)}) { nodes { id } } ${nodes > 10_000 ? 'claim(id: "claim:a") { id }' : ''} }`,
  },
];

/** Limits whose number only the server's refusal tells. */
const toldLimits: readonly Omit<Limit, 'most'>[] = [
  {
    name: 'root fields',
    operationFor: (count) => {
      const plain = Object.values(evidenceModel.kinds).map(({ plural }) => `${plural} { totalCount }`);
      return `{ ${plain.slice(0, count).join(' ')} ${times(Math.max(0, count - plain.length), (at) => `a${at}: claims { totalCount }`)} }`;
    },
  },
  {
    name: 'directives',
    operationFor: (count) => `{ claim(id: "claim:a") { id ${times(count, () => '... @include(if: true) { id }')} } }`,
  },
];

const codeOf = ({ errors }: Replied) => errors[0]?.extensions.code;

function expectRefused(reply: Replied): void {
  expect(reply.errors).toHaveLength(1);
  expect([reply.status, reply.data, reply.statements]).toEqual([400, undefined, 0]);
}

async function expectLimit({ operationFor, amountUnknown }: Omit<Limit, 'most'>, most: number): Promise<void> {
  const within = await ask(operationFor(most));
  expect([within.errors, within.status]).toEqual([[], 200]);
  const reply = await ask(operationFor(most + 1));
  expectRefused(reply);
  const told = numbersIn(reply.errors[0]?.message ?? '');
  expect(told).toEqual(expect.arrayContaining(amountUnknown ? [most] : [most + 1, most]));
}

describe.skipIf(!limited.counts)(untilCounted('a limit', limited), () => {
  it.each(limits)('of $most for $name holds to the unit, and the refusal says so', async (limit) => {
    await expectLimit(limit, limit.most);
  });

  it.each(toldLimits)('for $name holds to the unit, and the refusal says so', async (limit) => {
    const reply = await ask(limit.operationFor(45));
    expectRefused(reply);
    const told = numbersIn(reply.errors[0]?.message ?? '');
    expect(told).toContain(45);
    await expectLimit(limit, Math.min(...told));
  });

  it('has a code of its own', async () => {
    const named = ['tokens', 'levels', 'aliases', 'a page', 'nodes'];
    const known = limits
      .filter(({ name }) => named.includes(name))
      .map(({ operationFor, most }) => operationFor(most + 1));
    const all = [...known, ...toldLimits.map(({ operationFor }) => operationFor(45))];
    const codes: (string | undefined)[] = [];
    for (const query of all) codes.push(codeOf(await ask(query)));
    const general = ['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'INTERNAL_SERVER_ERROR'];
    expect(codes.filter((code) => code === undefined || general.includes(code))).toEqual([]);
    expect(new Set(codes).size).toBe(all.length);
  });
});

describe('a limit that stood before', () => {
  it.each(limits.filter(({ name }) => /^levels|^a page/u.test(name)))(
    'of $most for $name holds to the unit',
    async ({ operationFor, most }) => {
      expect((await ask(operationFor(most))).errors).toEqual([]);
      expectRefused(await ask(operationFor(most + 1)));
    },
  );

  it.each([0, -1, -2_147_483_648, 101, 2_147_483_647])('refuses a page of %i, however it is given', async (first) => {
    const wanted = [
      await ask(`{ claims(first: ${first}) { totalCount } }`),
      await ask('query ($n: Int) { claims(first: $n) { totalCount } }', { n: first }),
      await ask(`query ($n: Int = ${first}) { claim(id: "claim:a") { evidence(first: $n) { totalCount } } }`),
      await ask(
        `{ claims(first: 1) { ...F } } fragment F on ClaimConnection { nodes { evidence(first: ${first}) { totalCount } } }`,
      ),
    ];
    for (const reply of wanted) expectRefused(reply);
    expect(wanted.map(codeOf)).toEqual(wanted.map(() => 'PAGE_SIZE_OUT_OF_RANGE'));
  });

  it('of 256 KiB for the body holds to the byte', async () => {
    const body = (bytes: number) => JSON.stringify({ query: '{ __typename } #' }).replace('#', '#'.repeat(bytes - 27));
    expect(Buffer.byteLength(body(262_144))).toBe(262_144);
    expect((await limited.send(body(262_144))).status).toBe(200);
    const { status, errors } = await limited.send(body(262_145));
    expect([status, errors.map(({ extensions }) => extensions.code)]).toEqual([413, ['BODY_TOO_LARGE']]);
  });

  it('of 100 ids holds to the unit', async () => {
    const ids = (count: number) => Array.from({ length: count }, () => 'claim:a');
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect((await ask(query, { ids: ids(100) })).errors).toEqual([]);
    expectRefused(await ask(query, { ids: ids(101) }));
  });
});

describe('the token of this corpus', () => {
  it.each([500, 999, 1000, 1001])('adds up to %i', (amount) => {
    expect(tokens(amount).match(/"[^"]*"|\w+|[^\s,]/gu)).toHaveLength(amount);
  });
});
