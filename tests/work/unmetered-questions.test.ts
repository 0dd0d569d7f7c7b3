import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suggestClaims, suggestClaimsFor } from '../../src/curation/suggestions/suggest-claims.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { previewSource } from '../../src/exchange/references/preview-source.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import { workOfQuestions, type QuestionName } from '../../src/graphql/plan/question-work.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { Store, StoreCounts } from '../../src/store/store.ts';
import { readSeed } from '../analysis/stored-graph.ts';
import { at } from '../contract/write-helpers.ts';
import { countedStore } from './counted-store.ts';
import { countingSqlite, type CountingSqlite } from './counting-sqlite.ts';
import { denseGraph } from './dense-graph.ts';
import { hubGraph } from './hub-graph.ts';

/** As in the steps of filters: a row takes up to some forty. */
const stepsOfRow = 40;

interface UnmeteredQuestion {
  readonly question: QuestionName;
  readonly args: Readonly<Record<string, string>>;
  ask(store: Store): Promise<unknown>;
}

const record = 'TY  - RPRT\nTI  - Common word1 of everything\nPY  - 2008\nUR  - https://example.org/1\nER  - ';

/** What is asked of a graph with such a text and such a source in it. */
const questionsOf = (text: string, source: string): Readonly<Record<string, UnmeteredQuestion>> => ({
  'suggestClaims for a text': {
    question: 'suggestClaims',
    args: { text },
    ask: (store) => suggestClaims(store, text, 50),
  },
  'suggestClaims for a source': {
    question: 'suggestClaims',
    args: { source },
    ask: (store) => suggestClaimsFor(store, { source }, 50),
  },
  'previewSource of an identifier': {
    question: 'previewSource',
    args: { reference: '10.1000/182' },
    ask: (store) => previewSource(store, '10.1000/182'),
  },
  'previewSource of a record': {
    question: 'previewSource',
    args: { reference: record },
    ask: (store) => previewSource(store, record),
  },
});

interface Filled {
  fill(store: Store): Promise<unknown>;
  readonly questions: Readonly<Record<string, UnmeteredQuestion>>;
}

const ofHub = questionsOf('common word1 word2 word3 everywhere', 'source:s0');
const graphs: Readonly<Record<string, Filled>> = {
  'the seed': {
    fill: async (store) => loadReviewPackage(store, await readSeed(), { by: 'tests', at }),
    questions: questionsOf('drug courts for offenders in treatment', 'source:ukdpc-2008-summary'),
  },
  'a graph of hubs': { fill: (store) => store.write(hubGraph(1_600)), questions: ofHub },
  'a graph of many connections': { fill: (store) => store.write(denseGraph(150)), questions: ofHub },
};

describe.each(Object.entries(graphs))('a question that no meter ends, on %s', (_, { fill, questions }) => {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
  const file = join(folder, 'evidence-graph.sqlite');
  let [store, sqlite, counts] = [{} as Store, {} as CountingSqlite, {} as StoreCounts];
  beforeAll(async () => {
    const filling = openEmbeddedStore({ model: evidenceModel, file });
    await fill(filling);
    counts = await filling.counts();
    await filling.close();
    sqlite = await countingSqlite(file);
    store = openEmbeddedStore({ model: evidenceModel, file });
  }, 60_000);
  afterAll(async () => {
    sqlite.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it.each(Object.entries(questions))('takes no more steps than predicted: %s', async (__, { question, args, ask }) => {
    const counted = countedStore(store, sqlite, counts);
    await ask(counted.store);
    const predicted = workOfQuestions({ model: evidenceModel, counts }, [{ question, args: args, entries: 1 }]);
    expect(counted.steps).toBeGreaterThan(0);
    expect(counted.steps).toBeLessThanOrEqual(stepsOfRow * predicted);
  });
});
