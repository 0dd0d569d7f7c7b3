import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { embeddedReach } from '../../src/store/embedded/embedded-reach.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { ReachPlan } from '../../src/store/read-plan.ts';
import { countingSqlite, type CountingSqlite } from './counting-sqlite.ts';
import { hubGraph } from './hub-graph.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));

async function hubs(findings: number): Promise<CountingSqlite> {
  const file = join(folder, `${findings}.sqlite`);
  const store = openEmbeddedStore({ model: evidenceModel, file });
  await store.write(hubGraph(findings));
  await store.close();
  return countingSqlite(file);
}

/** From `from` along the edges of hubs: a source that reports all findings, and a topic that all of them are about. */
const walking = (from: string, maxEdges: number, more: Partial<ReachPlan> = {}): ReachPlan => ({
  from: [from],
  steps: [
    { relationship: 'REPORTED_IN', direction: 'backward' },
    { relationship: 'USES', direction: 'backward' },
    { relationship: 'HAS_EVIDENCE', direction: 'backward' },
  ],
  maxDepth: 20,
  maxNodes: 50_000,
  maxEdges,
  header: ['label', 'status'],
  attributes: { Finding: ['kind', 'text'] },
  ...more,
});

/** A finding, the topics that it is about, and what these are said about. */
const throughTopic = (maxEdges: number) =>
  walking('finding:f0', maxEdges, {
    steps: (['forward', 'backward'] as const).map((direction) => ({ relationship: 'ABOUT_TOPIC', direction })),
  });

describe('the steps of the embedded engine for a walk that is wanted whole', () => {
  let [small, large] = [{} as CountingSqlite, {} as CountingSqlite];
  beforeAll(async () => void ([small, large] = [await hubs(800), await hubs(3_200)]));
  afterAll(() => {
    for (const sqlite of [small, large]) sqlite.close();
    rmSync(folder, { recursive: true });
  });

  const stepsOf = (sqlite: CountingSqlite, plan: ReachPlan): number => {
    let steps = 0;
    const get = (text: string, values: readonly unknown[] = []) => {
      steps = sqlite.steps(text, values as readonly (string | number)[]);
      return undefined;
    };
    embeddedReach(evidenceModel, { get }, plan);
    return steps;
  };

  it('do not grow with a hub whose edges are too many, at the start or behind it', () => {
    for (const plan of [walking('source:s0', 700), throughTopic(700)]) {
      expect(stepsOf(large, plan)).toBeLessThan(1.1 * stepsOf(small, plan));
      expect(stepsOf(large, plan)).toBeLessThan(5_000);
    }
  });

  it('are many times fewer where a bound cuts it than where it is answered', () => {
    const answered = stepsOf(large, walking('source:s0', 50_000));
    expect(10 * stepsOf(large, walking('source:s0', 3_000))).toBeLessThan(answered);
    // Too many entries are found out by walking; but nothing is read of them.
    expect(2 * stepsOf(large, walking('source:s0', 50_000, { maxNodes: 3_000 }))).toBeLessThan(answered);
  });
});
