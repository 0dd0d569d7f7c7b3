import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { at } from '../contract/write-helpers.ts';
import { serving } from '../support/serving.ts';
import { readSeed } from './stored-graph.ts';

const document = readFileSync(new URL('../../docs/answers.md', import.meta.url), 'utf8').replaceAll(/\s+/gu, ' ');

/** The text of one of the ten answers. */
const answer = (number: number) =>
  new RegExp(`(?<= )${number}\\. \\*\\*.*?(?= \\d+\\. \\*\\*|$)`, 'u').exec(document)?.[0];

const words = 'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(' ');
const inWords = (count: number) => words[count] ?? String(count);
const atStart = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
const thousands = new Intl.NumberFormat('en').format;

interface Entry {
  readonly id: string;
}
const ids = (entries: readonly { readonly entry: Entry }[]) => entries.map(({ entry: { id } }) => id).toSorted();

let server: FastifyInstance;
beforeAll(async () => {
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  await loadReviewPackage(store, await readSeed(), { by: 'tests', at });
  server = await serving(store);
});
afterAll(() => server.close());

async function ask<Data>(query: string): Promise<Data> {
  const response = await server.inject({ method: 'POST', url: '/graphql', payload: { query } });
  const { data, errors } = response.json<{ data: Data; errors?: unknown }>();
  expect(errors).toBeUndefined();
  return data;
}

interface Grounded {
  readonly recommendation: { readonly grounding: { readonly flags: { flag: string; entries: Entry[] }[] } };
}
const flagsOf = async (ordinal: string) => {
  const { recommendation } = await ask<Grounded>(
    `{ recommendation(id: "recommendation:ukdpc-2008-${ordinal}") { grounding { flags { flag entries { id } } } } }`,
  );
  return recommendation.grounding.flags;
};

it('tells the flags of diversion and of drug courts', async () => {
  const [diversion, courts] = [await flagsOf('3.2'), await flagsOf('2.7')];
  expect(diversion).toEqual([
    {
      flag: 'BASIS_NOT_EVALUATED',
      entries: [{ id: 'claim:diversion-from-prosecution-reduces-drug-use-and-offending' }],
    },
  ]);
  expect(answer(1)).toContain('`ground recommendation:ukdpc-2008-3.2` → `BASIS_NOT_EVALUATED`');
  expect(courts.map(({ flag }) => flag)).toEqual(['INDIRECT_ONLY', 'UNIDENTIFIED_SOURCES_ONLY']);
  for (const { flag } of courts) expect(answer(2)).toContain(`\`${flag}\``);
});

it('counts the recommendations with a basis that was not evaluated', async () => {
  const { groundings, actions, prison } = await ask<{
    groundings: { nodes: { entry: Entry }[] };
    actions: { totalCount: number };
    prison: { nodes: (Entry & { ordinal: string })[] };
  }>(`{
    groundings(flags: [BASIS_NOT_EVALUATED], first: 100) { nodes { entry { id } } }
    actions: recommendations(filter: { kind: [ACTION] }) { totalCount }
    prison: recommendations(filter: { kind: [ACTION] }, first: 100) { nodes { id ordinal } }
  }`);
  const flagged = ids(groundings.nodes);
  expect(answer(3)).toContain(
    `${atStart(inWords(flagged.length))} of the ${actions.totalCount} recommendations for action`,
  );
  const named = prison.nodes.filter(({ ordinal }) => /^5\.|^2\.3$|^2\.6$|^4\.1$/u.test(ordinal)).map(({ id }) => id);
  expect(flagged).toEqual(expect.arrayContaining(named));
});

interface Judged {
  readonly claims: {
    readonly nodes: (Entry & { indication: { status: string; verdicts: { agrees: string }[] } })[];
  };
}
const judged = async () =>
  (await ask<Judged>('{ claims(first: 100) { nodes { id indication { status verdicts { agrees } } } } }')).claims.nodes;

it('tells how verdicts and computation agree', async () => {
  const claims = await judged();
  const verdicts = claims.flatMap(({ indication }) => indication.verdicts.map(({ agrees }) => agrees));
  const count = (wanted: string) => verdicts.filter((agrees) => agrees === wanted).length;
  expect([count('NO'), count('YES') + count('NOT_COMPARABLE')]).toEqual([0, verdicts.length]);
  expect(answer(4)).toContain(`The ${inWords(count('YES'))} verdicts of "no evaluations" agree`);
  expect(answer(4)).toContain(`the ${inWords(count('NOT_COMPARABLE'))} others`);
  const sentences = claims.find(({ id }) => id.startsWith('claim:community-sentences-with-drug-treatment-reduce'));
  expect(answer(5)).toContain(`${sentences?.indication.status}, never`);
});

interface Impact {
  readonly impact: { readonly affected: { class: string; entry: Entry }[] };
}
const impactOf = async (source: string) =>
  (await ask<Impact>(`{ impact(id: "source:ukdpc-2008-${source}") { affected { class entry { id } } } }`)).impact
    .affected;
const unevaluated = (affected: Impact['impact']['affected']) =>
  ids(affected.filter((each) => each.class === 'NOT_EVALUATED_NOW'));

it('tells what falls with the review that has no name, and with one phrase', async () => {
  const [review, phrase, claims] = [
    await impactOf('commissioned-review'),
    await impactOf('evidence-net-widening'),
    await judged(),
  ];
  const fallen = unevaluated(review).filter((id) => id.startsWith('claim:'));
  const verdictsOn = (wanted: readonly string[]) =>
    claims.filter(({ id }) => wanted.includes(id)).flatMap(({ indication }) => indication.verdicts).length;
  const all = verdictsOn(claims.map(({ id }) => id));
  expect(answer(6)).toContain(`carries ${inWords(verdictsOn(fallen))} of the ${inWords(all)} verdicts alone`);
  expect(answer(6)).toContain(`leaves ${inWords(fallen.length)} claims, conclusion 4 and recommendation 4.1`);
  expect(answer(6)).toContain(`${review.length} entries are affected`);
  expect(unevaluated(review)).toEqual([...fallen, 'conclusion:ukdpc-2008-4', 'recommendation:ukdpc-2008-4.1']);
  expect(answer(7)).toContain('both claims, conclusion 3 and recommendations 3.1 and 3.2');
  expect(unevaluated(phrase)).toEqual([
    'claim:net-widening-harms-less-problematic-drug-users',
    'claim:net-widening-is-inefficient',
    'conclusion:ukdpc-2008-3',
    'recommendation:ukdpc-2008-3.1',
    'recommendation:ukdpc-2008-3.2',
  ]);
});

it('counts the cells where nobody looked', async () => {
  const { gapMap } = await ask<{
    gapMap: { emptyCells: number; rows: unknown[]; columns: unknown[]; cells: { states: string[] }[] };
  }>('{ gapMap(rows: INTERVENTION, columns: OUTCOME) { emptyCells rows { id } columns { id } cells { states } } }');
  const { rows, columns, emptyCells, cells } = gapMap;
  const filled = rows.length * columns.length - emptyCells;
  expect(answer(8)).toContain(
    `Of ${rows.length} × ${columns.length} cells ${thousands(emptyCells)} hold no evidence and ${filled} hold some`,
  );
  const states = cells.flatMap((cell) => cell.states).filter((state) => state !== 'NOBODY_LOOKED');
  expect(states).toEqual(Array.from({ length: filled }, () => 'INCONCLUSIVE'));
});

it('counts contradictions and open research', async () => {
  const { contradictions, open, all } = await ask<{
    contradictions: { items: { kind: string }[] };
    open: { nodes: unknown[] };
    all: { nodes: unknown[] };
  }>(`{
    contradictions(first: 100) { items { kind } }
    open: researchRecommendations(open: true, first: 100) { nodes { open } }
    all: researchRecommendations(first: 100) { nodes { open } }
  }`);
  const bothWays = contradictions.items.filter(({ kind }) => kind === 'LINKS_BOTH_WAYS');
  expect(answer(9)).toContain(`is recorded for ${inWords(bothWays.length)} claims`);
  expect(answer(10)).toContain(`All ${inWords(all.nodes.length)} research recommendations are open`);
  expect(open.nodes).toHaveLength(all.nodes.length);
});
