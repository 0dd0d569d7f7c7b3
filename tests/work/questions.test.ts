import 'reflect-metadata';
import * as fc from 'fast-check';
import { isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QueryContext } from '../../src/analysis/fetch/walk.ts';
import {
  askAnswered,
  askChains,
  askContradictions,
  askGapMap,
  askGroundings,
  askImpact,
  askIndications,
  askRobustness,
} from '../../src/analysis/questions.ts';
import { wholeClaim } from '../../src/analysis/indication.ts';
import { scanGroundings, scanResearch } from '../../src/analysis/scan-recommendations.ts';
import { workMeter } from '../../src/analysis/work-meter.ts';
import { evidenceModel, memberOf } from '../../src/domain/model.ts';
import { headerAttributes } from '../../src/domain/node.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import {
  questionWork,
  workOfQuestions,
  type FieldQuestion,
  type QuestionName,
} from '../../src/graphql/plan/question-work.ts';
import { questionOf } from '../../src/graphql/plan/question.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { ListRead, PageAnswer } from '../../src/store/read-plan.ts';
import type { Store } from '../../src/store/store.ts';
import { isOneOf } from '../../src/support/is-one-of.ts';
import { keysOf } from '../../src/support/keys-of.ts';
import { graphOf } from '../analysis/case-graph.ts';
import { randomEvidence } from '../analysis/random-graph.ts';
import { readSeed, writing } from '../analysis/stored-graph.ts';
import { everyPath, wholeMap } from '../analysis/whole-questions.ts';
import { at } from '../contract/write-helpers.ts';
import { schema } from '../support/serving.ts';

const page = { first: 100, after: null };
const { rowAxis, columnAxis, most } = wholeMap;
const mapArguments = { rows: rowAxis, columns: columnAxis, mostRows: most.rows, mostColumns: most.columns };

interface Question {
  readonly kind: string;
  readonly args?: Readonly<Record<string, unknown>>;
  ask(context: QueryContext, ids: readonly string[]): Promise<unknown>;
}

/** Each question of whole lists, by the field that asks it. */
const questions: Readonly<Record<string, Question>> = {
  chain: { kind: 'Recommendation', ask: (context, ids) => askChains(context, ids, everyPath) },
  indication: { kind: 'Claim', ask: (context, ids) => askIndications(context, ids, wholeClaim) },
  grounding: { kind: 'Recommendation', ask: (context, ids) => askGroundings(context, ids) },
  robustness: { kind: 'Recommendation', ask: (context, ids) => askRobustness(context, ids) },
  answeredSince: { kind: 'Recommendation', ask: (context, ids) => askAnswered(context, ids) },
  impact: {
    kind: 'EvidenceSource',
    ask: (context, ids) => askImpact(context, { ids: ids.slice(0, 100), change: 'RETRACTED' }),
  },
  gapMap: { kind: 'Claim', args: mapArguments, ask: (context) => askGapMap(context, wholeMap) },
  contradictions: { kind: 'Claim', args: { first: 500 }, ask: (context) => askContradictions(context, 500) },
  groundings: { kind: 'Claim', ask: (context) => scanGroundings(context, { flags: [], jurisdiction: null }, page) },
  researchRecommendations: { kind: 'Claim', ask: (context) => scanResearch(context, null, page) },
};

async function idsOf(store: Store, kind: string): Promise<string[]> {
  const list: ListRead = {
    by: 'list',
    kind,
    order: 'label',
    descending: false,
    page,
    rows: true,
    count: false,
    select: {},
  };
  const { list: answer } = await store.read({ roots: { list } });
  return ((answer as PageAnswer).rows ?? []).map(({ node }) => node.id);
}

/** What a question visits, and what was predicted for it. */
async function measured(store: Store, name: string, { kind, args = {}, ask }: Question) {
  const ids = await idsOf(store, kind);
  const meter = workMeter({ most: Number.MAX_SAFE_INTEGER, deadline: Number.MAX_SAFE_INTEGER });
  if (ids.length > 0) await ask({ store, meter }, ids);
  const size = { model: evidenceModel, counts: await store.counts() };
  return {
    spent: meter.spent,
    predicted: workOfQuestions(size, [{ question: name, args: args, entries: ids.length }]),
  };
}

const inMemory = () => openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
const named = Object.entries(questions);

describe('what a computed question visits', () => {
  const seed = inMemory();
  beforeAll(async () => void (await loadReviewPackage(seed, await readSeed(), { by: 'tests', at })));

  it.each(named)('is counted, and never more than predicted, on the seed: %s', async (name, question) => {
    const { spent, predicted } = await measured(seed, name, question);
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThanOrEqual(predicted);
  });

  it('is never more than predicted on random graphs', async () => {
    const bounded = fc.asyncProperty(randomEvidence, async ({ graph }) => {
      const store = inMemory();
      await store.write(writing(graph));
      for (const [name, question] of named) {
        const { spent, predicted } = await measured(store, name, question);
        expect(spent, name).toBeLessThanOrEqual(predicted);
      }
      await store.close();
    });
    await fc.assert(bounded, { seed: 20_081_003, numRuns: 25 });
  }, 300_000);

  it('is never more than predicted where a dozen sources say the same, and no three of them could be missed', async () => {
    const store = inMemory();
    const names = Array.from({ length: 12 }, (_, index) => String(index));
    const basedOn = [{ id: 'claim:c', role: 'PRIMARY', basis: 'STATED' }];
    const trials = names.map((id) => ({ id, sms: 5 }));
    await store.write(writing(graphOf({ nodes: { 'recommendation:r': { basedOn } }, trials })));
    const robust = questions['robustness'] ?? expect.fail('It is among the questions.');
    const { spent, predicted } = await measured(store, 'robustness', robust);
    expect(spent).toBeGreaterThan(50_000);
    expect(spent).toBeLessThanOrEqual(predicted);
    await store.close();
  });

  it('ends at the limit, and at the deadline, in the middle of computing', async () => {
    const ids = await idsOf(seed, 'Recommendation');
    const code = async (most: number, deadline: number) =>
      askGroundings({ store: seed, meter: workMeter({ most, deadline }) }, ids).catch((error: unknown) => error);
    expect(await code(1_000, Number.MAX_SAFE_INTEGER)).toMatchObject({ code: 'QUESTION_LIMIT_EXCEEDED' });
    expect(await code(Number.MAX_SAFE_INTEGER, 0)).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });
});

/** The questions that are asked of the entry that they stand under. */
const fieldQuestions: readonly FieldQuestion[] = ['chain', 'indication', 'grounding', 'robustness', 'answeredSince'];

describe('the table of what questions may visit', () => {
  it('has a row for every field that is computed, and for no other', () => {
    const reads = Object.values(evidenceModel.kinds).flatMap(({ singular, plural }) => [singular, plural]);
    const plans = new Set(['node', 'nodes', 'search', ...reads]);
    const roots = Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) => !plans.has(name));
    const isRead = (kind: string, field: string) =>
      isOneOf(headerAttributes, field) || memberOf(evidenceModel, kind, field) !== undefined;
    const computed = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter((type) => type.name in evidenceModel.kinds)
      .flatMap((type) => Object.keys(type.getFields()).filter((field) => !isRead(type.name, field)));
    expect(new Set(Object.keys(questionWork))).toEqual(new Set([...roots, ...computed, '__schema', '__type']));
  });

  it('is named by the mark of each of these fields, at the root and on every kind that has it', () => {
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    const marked = types.flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => {
        const question = questionOf(field);
        return question ? [[type.name, field.name, question.name] as const] : [];
      }),
    );
    expect(marked.filter(([, field, question]) => field !== question)).toEqual([]);
    const kindsOf = (name: QuestionName) => questionWork[name].kinds ?? [];
    const asked = fieldQuestions.flatMap((name) => kindsOf(name).map((kind) => `${kind}.${name}`));
    const rooted = keysOf(questionWork).filter((name) => schema.getQueryType()?.getFields()[name]);
    expect(new Set(marked.map(([type, field]) => `${type}.${field}`))).toEqual(
      new Set([...asked, ...rooted.map((name) => `Query.${name}`)]),
    );
  });
});
