import type { QueryContext } from '../../src/analysis/fetch/walk.ts';
import { countedRounds } from '../../tools/counted-rounds.ts';
import { builtQuestions, openBuiltStore } from '../load/built-store.ts';
import { median } from '../measure/cell.ts';
import { warmed } from '../measure/warmed.ts';
import { tell } from '../report/progress.ts';
import { onEachEngine } from '../servers/own-engine.ts';
import type { Engine } from '../servers/variant.ts';
import {
  askedRecommendation,
  claimsOfField,
  dependents,
  fallenSource,
  fieldIds,
  questionData,
} from './question-data.ts';

/** What one question takes on one engine, on a graph of each size. */
export interface QuestionFigures {
  readonly engine: Engine;
  readonly question: string;
  /** Calls of the store that wait for each other, each one statement. */
  readonly statements: number;
  /** Median of the time, in milliseconds, by number of nodes, smallest graph first. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

/** Scales of 10,000 and 100,000 nodes. */
const scales = [0.1, 1];
const nodesAtScale = 100_000;
const [warmRounds, rounds] = [5, 15];

/** The product in this process, one graph after the other. */
export async function questionFigures(quick: boolean): Promise<QuestionFigures[]> {
  const taken: Taken[] = [];
  for (const scale of quick ? scales.slice(0, 1) : scales)
    taken.push(...(await onEachEngine((engine, settings) => measured(engine, settings, scale))).flat());
  return taken
    .filter(({ scale }) => scale === scales[0])
    .map(({ engine, question }) => {
      const same = taken.filter((each) => each.engine === engine && each.question === question);
      return {
        engine,
        question,
        statements: Math.max(...same.map(({ statements }) => statements)),
        milliseconds: Object.fromEntries(same.map(({ scale, milliseconds }) => [scale * nodesAtScale, milliseconds])),
      };
    });
}

interface Taken {
  readonly engine: Engine;
  readonly scale: number;
  readonly question: string;
  readonly statements: number;
  readonly milliseconds: number;
}

async function measured(engine: Engine, settings: Readonly<Record<string, string>>, scale: number): Promise<Taken[]> {
  const store = await openBuiltStore(settings);
  try {
    const { versions } = await store.write(questionData(scale));
    tell(`${engine}: ${Object.keys(versions).length} nodes are there`);
    const taken: Taken[] = [];
    for (const { question, ask } of await questions()) {
      // Statements are planned and code is compiled once; a database that has just been started may be too slow at first.
      await warmed(async () => {
        for (let count = 0; count < warmRounds; count += 1) await ask({ store });
      });
      const counted = countedRounds(store);
      await ask({ store: counted.store });
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const started = performance.now();
        await ask({ store });
        times.push(performance.now() - started);
      }
      const milliseconds = median(times);
      tell(`${engine}: ${question} ${milliseconds.toFixed(1)} ms, ${counted.rounds()} statements`);
      taken.push({ engine, scale, question, statements: counted.rounds(), milliseconds });
    }
    return taken;
  } finally {
    await store.close();
  }
}

interface Question {
  readonly question: string;
  /** Rejects where the answer is not the one that the data gives. */
  readonly ask: (context: QueryContext) => Promise<void>;
}

async function questions(): Promise<readonly Question[]> {
  const { askChains, askGroundings, askImpact, askGapMap } = await builtQuestions();
  const expect = (what: string, found: number | undefined, expected: number) => {
    if (found !== expected) throw new Error(`${what}: ${found}, where the data has ${expected}.`);
  };
  const whole = { maxDepth: 20, maxPaths: 1000, stances: [], statuses: ['ACCEPTED'] };
  return [
    {
      question: 'chain of a recommendation',
      ask: async (context) => {
        const [chain] = await askChains(context, [askedRecommendation], { direction: 'FORWARD', ...whole });
        expect('reasons why the chain is cut', chain?.truncated.length, 0);
      },
    },
    {
      question: 'grounding of a recommendation',
      ask: async (context) => {
        const found = await askGroundings(context, [askedRecommendation]);
        expect('groundings', found.filter((each) => each !== null).length, 1);
      },
    },
    {
      question: `impact of a source with ${dependents.toLocaleString('en-GB')} dependents`,
      ask: async (context) => {
        const { affected } = await askImpact(context, { ids: [fallenSource], change: 'RETRACTED' });
        expect('dependents', affected.length, dependents);
      },
    },
    {
      question: 'gap map of 200 × 50 cells',
      ask: async (context) => {
        const map = await askGapMap(context, {
          rowAxis: 'INTERVENTION',
          columnAxis: 'OUTCOME',
          rows: fieldIds('intervention'),
          columns: fieldIds('outcome'),
          most: { rows: 200, columns: 50 },
          rollUp: true,
          jurisdictions: [],
          populations: [],
          claimTypes: [],
        });
        expect('cells', map.cells.length, 200 * 50);
        expect('claims', map.claims, claimsOfField);
      },
    },
  ];
}
