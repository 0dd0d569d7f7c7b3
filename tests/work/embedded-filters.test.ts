import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { ReadPlan } from '../../src/store/read-plan.ts';
import { workOfRead } from '../../src/store/read-work.ts';
import type { StoreCounts } from '../../src/store/store.ts';
import { countingSqlite, type CountingSqlite } from './counting-sqlite.ts';
import { drawnFilter } from './drawn-filter.ts';
import { compiledRows } from './compiled-rows.ts';
import { hubFilters, listed, pagedBelow } from './counted-filters.ts';
import { hubGraph } from './hub-graph.ts';

/** A graph that nobody writes any more. */
interface Measured {
  readonly counts: StoreCounts;
  readonly sqlite: CountingSqlite;
}

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));

async function measured(findings: number): Promise<Measured> {
  const file = join(folder, `${findings}.sqlite`);
  const store = openEmbeddedStore({ model: evidenceModel, file });
  await store.write(hubGraph(findings));
  const counts = await store.counts();
  await store.close();
  return { counts, sqlite: await countingSqlite(file) };
}

const stepsOf = ({ counts, sqlite }: Measured, plan: ReadPlan) => {
  const { text, values } = compiledRows(plan, counts);
  return sqlite.steps(text, values as readonly (string | number)[]);
};

describe('the steps of the embedded engine for a filter', () => {
  let [small, large] = [{} as Measured, {} as Measured];
  beforeAll(async () => void ([small, large] = [await measured(800), await measured(1_600)]));
  afterAll(() => {
    for (const { sqlite } of [small, large]) sqlite.close();
    rmSync(folder, { recursive: true });
  });

  it.each(hubFilters)('grow with the graph and not with its square: %s', (_, kind, filter) => {
    const plan = listed(kind, filter);
    // Twice the graph is twice the steps; the square would be four times.
    expect(stepsOf(large, plan)).toBeLessThan(2.6 * stepsOf(small, plan) + 2_000);
  });

  it.each(hubFilters.filter(([, kind]) => kind === 'Finding'))('do so on the pages of hubs: %s', (_, __, filter) => {
    const plan = pagedBelow(filter);
    expect(stepsOf(large, plan)).toBeLessThan(2.6 * stepsOf(small, plan) + 2_000);
  });

  it('are those of a few look-ups where a filter names ids', () => {
    const few = listed('Finding', { all: [{ attribute: 'id', in: ['finding:f7', 'finding:f9'] }] });
    expect(stepsOf(large, few)).toBeLessThan(1_500);
    expect(stepsOf(large, few)).toBeLessThan(1.1 * stepsOf(small, few));
  });

  it('are those of one set, however often it is asked for', () => {
    const [, , filter] = hubFilters[3] ?? expect.fail('There is such a filter.');
    const root = listed('Finding', filter).roots['list'] ?? expect.fail('There is a list.');
    const often = { roots: Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`a${index}`, root])) };
    const [once, sixteen] = [stepsOf(large, { roots: { a: root } }), stepsOf(large, often)];
    // Each still puts its own nodes to the set.
    expect(sixteen).toBeLessThan(10 * once);
  });

  it('are never more than the predicted work allows', () => {
    const bounded = fc.property(drawnFilter(3), fc.boolean(), ({ kind, filter }, below) => {
      const plan = below && kind === 'Finding' ? pagedBelow(filter) : listed(kind, filter);
      const work = workOfRead(evidenceModel, small.counts, plan);
      // A row takes up to some forty steps, the page around it a few hundred.
      expect(stepsOf(small, plan)).toBeLessThan(40 * (work + 200));
    });
    fc.assert(bounded, { seed: 20_081_003, numRuns: 300 });
  }, 300_000);
});
